/** The contents of `soon`: each is asked for there, not imported from here. */
export { unknownOptions } from "./options";
export { Desk } from "./state/desk";
export { InStep } from "./state/in-step";
export { parseDeeplink } from "./ui/deeplink";
