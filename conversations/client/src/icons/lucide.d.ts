declare module "lucide/dist/esm/icons/*.mjs" {
  const drawing: import("lucide").IconNode;
  export default drawing;
}
