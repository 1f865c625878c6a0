import { OpenAIChatKitElement } from "./element";
import { ChatKitWidgetElement } from "./widget-element";

export { ChatKitWidgetElement, OpenAIChatKitElement };

if (!customElements.get("openai-chatkit")) {
  customElements.define("openai-chatkit", OpenAIChatKitElement);
}
if (!customElements.get("chatkit-widget")) {
  customElements.define("chatkit-widget", ChatKitWidgetElement);
}
