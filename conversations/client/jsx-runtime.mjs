/** What JSX compiles to. Preact's own module also holds what only servers need. */
import { createElement } from "preact";

export { Fragment } from "preact";
export const jsx = (type, props, key) =>
  createElement(type, key === undefined ? props : { ...props, key });
export { jsx as jsxs };
