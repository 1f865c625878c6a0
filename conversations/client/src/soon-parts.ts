/** The contents of `soon`: each is asked for there, not imported from here. */
import { laterCss } from "./theme/later.css";
import { addStyles } from "./theme/sheet";

export { unknownOptions } from "./options";
export { Desk } from "./state/desk";
export { InStep } from "./state/in-step";
export { lex } from "./text/lexer";
export { AnswerReader } from "./ui/answer-reader";
export { parseDeeplink } from "./ui/deeplink";
export { readFields, withFields } from "./widgets/form-values";
export { heardOfChange } from "./widgets/heard";
export { problems } from "./widgets/validation";

addStyles(laterCss);
