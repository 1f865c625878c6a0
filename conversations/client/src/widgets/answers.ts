/** What a form needs when it is answered. */
export { readFields, withFields } from "./form-values";
export { problems } from "./validation";
