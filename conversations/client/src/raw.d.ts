/** Test fixtures, read as text. */
declare module "*?raw" {
  const text: string;
  export default text;
}

interface ImportMeta {
  /** Vite's, in tests: the files that match, by their paths. */
  glob(
    pattern: string,
    options: { eager: true; import: "default"; query?: "?raw" },
  ): Record<string, unknown>;
}
