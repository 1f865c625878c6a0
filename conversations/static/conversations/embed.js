// Sets up every element of {% chatkit %} on the page.
import { setUp } from "./setup.js";

for (const chat of document.querySelectorAll("openai-chatkit[data-options]")) setUp(chat);
