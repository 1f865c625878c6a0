import { followClock } from "./clock.js";
import { setUp } from "./setup.js";

// The chat page: begins a quiz, stays in its thread, shows the time that is left.
const chat = document.querySelector("openai-chatkit");
// What this entry of the browser's history has been through: it outlives a reload.
const past = history.state ?? {};
const remember = (values) => history.replaceState({ ...history.state, ...values }, "");
const begins = chat.dataset.begin !== undefined && !past.begun;
let prompts = [];

function withThread(options, isDark) {
  prompts = options.startScreen.prompts;
  const theme = { ...options.theme, radius: "round" };
  // OpenAI's element knows no custom properties: see site/chat.css.
  if (chat.dataset.domainKey)
    theme.color = { accent: { primary: isDark ? "#5ad1ba" : "#0b7263", level: 1 } };
  return {
    ...options,
    theme,
    initialThread: begins ? null : (past.thread ?? options.initialThread) || null,
  };
}

function start() {
  if (!begins) return;
  remember({ begun: true });
  chat.sendUserMessage({ text: prompts[0].prompt, newThread: true });
}

// The page's own bar stands for the element's header.
function connectBar() {
  // The link may lead to this very page, which must not come back to its old thread then.
  const forget = () => history.replaceState(null, "");
  document.querySelector("#new-chat").addEventListener("click", forget);
  const button = document.querySelector("#history");
  button.hidden = false;
  button.addEventListener("click", () => chat.showHistory());
  chat.addEventListener("chatkit.history.close", () => button.focus());
}

chat.addEventListener("chatkit.ready", start, { once: true });
chat.addEventListener("chatkit.thread.change", ({ detail }) => remember({ thread: detail.threadId }));
await setUp(chat, withThread);
connectBar();
followClock(chat);
