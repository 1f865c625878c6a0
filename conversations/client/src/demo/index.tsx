import { render } from "preact";
import { DemoPage } from "./page";
import { samples } from "./samples";

const place = document.querySelector("#demo");
await customElements.whenDefined("openai-chatkit");
if (place) render(<DemoPage samples={samples} />, place);
