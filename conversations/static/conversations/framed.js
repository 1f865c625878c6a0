import { followClock } from "./clock.js";
import { setUp } from "./setup.js";

// The chat in a frame of another site.
const chat = document.querySelector("openai-chatkit");
await setUp(chat);
followClock(chat);
