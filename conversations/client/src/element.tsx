/** The element; grows in the next commits. */
export class OpenAIChatKitElement extends HTMLElement {}
