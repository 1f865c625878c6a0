export { ClosedBanner } from "./closed";
export { Composer } from "./composer";
export { ComposerHandle } from "./handle";
