/** A page that uses OpenAI's own React binding, for the browser tests: what a chat of a React site does. */
import { ChatKit, useChatKit } from "@openai/chatkit-react";
import { createElement, StrictMode, useState } from "react";
import { createRoot } from "react-dom/client";

const heard = document.querySelector("#heard");

/** Events come in this order, with their details. */
function hear(name) {
  return (detail) => {
    const line = document.createElement("li");
    line.textContent = detail == null ? name : `${name} ${JSON.stringify(detail)}`;
    heard.append(line);
  };
}

function Page() {
  const [placeholder, setPlaceholder] = useState("Ask the cell");
  const { control, sendUserMessage, setComposerValue, setThreadId, sendCustomAction, showHistory } =
    useChatKit({
      api: { url: "/chatkit", domainKey: "ignored" },
      composer: { placeholder },
      widgets: { onAction: async (action, item) => hear("action")({ action, item: item.id }) },
      onClientTool: async ({ name, params }) => ({ name, double: params.number * 2 }),
      onReady: hear("ready"),
      onEffect: hear("effect"),
      onDeeplink: hear("deeplink"),
      onError: ({ error }) => hear("error")(error.message),
      onResponseStart: hear("response.start"),
      onResponseEnd: hear("response.end"),
      onThreadChange: hear("thread.change"),
      onThreadLoadStart: hear("thread.load.start"),
      onThreadLoadEnd: hear("thread.load.end"),
      onHistoryOpen: hear("history.open"),
    });
  const button = (label, onClick) =>
    createElement("button", { type: "button", onClick, key: label }, label);
  return createElement(
    "div",
    { id: "chat" },
    button("Ask", () => sendUserMessage({ text: "What is a cell?" })),
    button("Draft", () => setComposerValue({ text: "A draft" })),
    button("Other words", () => setPlaceholder("Ask anything")),
    button("Open t1", () => setThreadId("t1")),
    button("Act", () => sendCustomAction({ type: "page.act", payload: { n: 1 } })),
    button("History", () => showHistory()),
    createElement(ChatKit, { control, className: "chat" }),
  );
}

createRoot(document.querySelector("#root")).render(
  createElement(StrictMode, null, createElement(Page)),
);
