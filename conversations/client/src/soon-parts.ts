/** The contents of `soon`: each is asked for there, not imported from here. */
export { unknownOptions } from "./options";
export { Desk } from "./state/desk";
export { InStep } from "./state/in-step";
export { lex } from "./text/lexer";
export { parseDeeplink } from "./ui/deeplink";
export { readFields, withFields } from "./widgets/form-values";
export { problems } from "./widgets/validation";
