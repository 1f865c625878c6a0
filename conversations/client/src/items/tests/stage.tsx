import type { ChatKitOptions } from "@openai/chatkit";
import { render } from "preact";
import { act } from "preact/test-utils";
import { ENGLISH } from "../../i18n";
import { moreIcons } from "../../icons/icon";
import type { FeedbackKind, ThreadItem } from "../../protocol/types";
import { chatWith, json } from "../../state/tests/fake";
import { loadTextParts } from "../../text/parts";
import { Announcer } from "../../ui/announcer";
import { type Chat, ChatContext } from "../../ui/context";
import { loadItemParts } from "../parts";
import { ItemRow } from "../row";

export const base = { thread_id: "t", created_at: "2026-11-21T08:00:00" };

interface How {
  live?: boolean;
  turnEnd?: boolean;
  imageDomains?: readonly string[];
  options?: Partial<ChatKitOptions>;
}

/** Items of a thread on a page, with a server that takes everything. */
export class Stage {
  readonly host = document.body.appendChild(document.createElement("div"));
  readonly said: string[] = [];
  readonly moved: string[] = [];
  private how: How = {};
  private item: ThreadItem | null = null;
  readonly server = chatWith({
    "items.feedback": json({}),
    "items.remove_feedback": json({}),
    "threads.add_structured_input": json({ error: { message: "Not now." } }, 503),
  });

  constructor() {
    this.host.className = "app";
    this.server.controller.store.subscribe(() => void this.draw());
  }

  /** Opens a thread that holds the items; the server tells what was thought of them. */
  open(items: ThreadItem[], feedback?: Record<string, FeedbackKind>): this {
    const page = { data: [...items].reverse(), has_more: false, ...(feedback && { feedback }) };
    const thread = { id: "t", created_at: base.created_at };
    this.server.controller.store.dispatch({ type: "local.thread_opened", thread, page });
    return this;
  }

  async show(item: ThreadItem, how: How = {}): Promise<this> {
    await Promise.all([loadItemParts(), loadTextParts(), moreIcons.start()]);
    this.item = item;
    this.how = how;
    await this.draw();
    await act(() => new Promise((resolve) => setTimeout(resolve, 5))); // the reader of Markdown
    return this;
  }

  async press(label: string): Promise<void> {
    const found = [...this.host.querySelectorAll("button")].find(
      (button) => button.getAttribute("aria-label") === label || button.textContent === label,
    );
    if (!found) throw new Error(`There is no button "${label}".`);
    await act(async () => {
      found.click();
      await new Promise((resolve) => setTimeout(resolve, 10));
    });
  }

  /** The names of the buttons. */
  buttons(): (string | null)[] {
    return [...this.host.querySelectorAll("button")].map(
      (button) => button.getAttribute("aria-label") ?? button.textContent,
    );
  }

  chat(): Chat {
    const announcer = new Announcer();
    announcer.say = (text: string) => void this.said.push(text);
    return {
      controller: this.server.controller,
      options: { api: { url: "/chatkit", domainKey: "" }, ...this.how.options },
      text: ENGLISH.text,
      announcer,
      composer: { follow: () => this.moved.push("composer") } as unknown as Chat["composer"],
    };
  }

  private async draw(): Promise<void> {
    const { item, how } = this;
    const state = this.server.state();
    const chat = this.chat();
    if (!item) return;
    await act(() =>
      render(
        <ChatContext.Provider value={chat}>
          <ItemRow
            key={item.id}
            item={item}
            chat={chat}
            busy={false}
            error={undefined}
            unsent={false}
            live={how.live ?? false}
            imageDomains={how.imageDomains}
            turnEnd={how.turnEnd ?? false}
            given={state.feedback.given[item.id]}
          />
        </ChatContext.Provider>,
        this.host,
      ),
    );
  }
}
