import { OpenAIChatKitElement } from "./element";

export { OpenAIChatKitElement };

if (!customElements.get("openai-chatkit")) {
  customElements.define("openai-chatkit", OpenAIChatKitElement);
}
