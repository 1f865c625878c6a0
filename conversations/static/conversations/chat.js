import { Countdown } from "./countdown.js";

// Sets up the chat element with what the page says in its data attributes and <data> elements.
const chat = document.querySelector("openai-chatkit");
const { url, csrf, locale, thread, title, greeting, placeholder, begin } = chat.dataset;
const dark = matchMedia("(prefers-color-scheme: dark)");
const prompts = [...chat.querySelectorAll("data")].map((data) => ({
  label: data.textContent,
  prompt: data.value,
  icon: data.dataset.icon,
}));
// What this entry of the browser's history has been through: it outlives a reload.
const past = history.state ?? {};
const remember = (values) => history.replaceState({ ...history.state, ...values }, "");
const begins = begin !== undefined && !past.begun;

function authorizedFetch(input, init = {}) {
  const headers = new Headers(init.headers);
  headers.set("X-CSRFToken", csrf);
  return fetch(input, { ...init, headers, credentials: "same-origin" });
}

function configure() {
  chat.setOptions({
    api: { url, domainKey: "local", fetch: authorizedFetch },
    locale,
    theme: {
      colorScheme: dark.matches ? "dark" : "light",
      radius: "round",
      color: { accent: { primary: dark.matches ? "#5ad1ba" : "#0b7263", level: 1 } },
    },
    frameTitle: title ? `Chat: ${title}` : "Chat",
    initialThread: begins ? null : (past.thread ?? thread) || null,
    header: { enabled: false },
    history: { enabled: true, showDelete: true, showRename: true },
    startScreen: { greeting, prompts },
    composer: { placeholder },
    threadItemActions: { feedback: false, retry: true },
    thread: { autoScroll: true },
  });
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

// The server tells until when an attempt runs; when the time is over, it is asked for the result.
function followClock() {
  const clock = new Countdown(
    document.querySelector("#time-left"),
    document.querySelector("#time-said"),
    // Where this can't be sent, the next thing the learner does brings the result.
    (attempt) => chat.sendCustomAction({ type: "mcq.finish", payload: { attempt } }).catch(() => {}),
  );
  clock.show(chat.dataset.attempt, chat.dataset.deadline);
  chat.addEventListener("chatkit.effect", ({ detail }) => {
    if (detail.name === "deadline") clock.show(detail.data.attempt, detail.data.deadline);
  });
}

await customElements.whenDefined("openai-chatkit");
chat.addEventListener("chatkit.ready", start, { once: true });
chat.addEventListener("chatkit.thread.change", ({ detail }) => remember({ thread: detail.threadId }));
configure();
connectBar();
followClock();
dark.addEventListener("change", configure);
