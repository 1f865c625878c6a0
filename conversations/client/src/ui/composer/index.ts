export { ComposerHandle } from "./handle";
export { ComposerSlot } from "./slot";
