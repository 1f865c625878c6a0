import type { ChatKitOptions } from "@openai/chatkit";
import { at } from "../items/samples/base";
import type { UserMessageItem } from "../protocol/types";
import type { Chat, Sample } from "./sample";
import { type Asked, SampleServer } from "./server";
import { optionsOf, type Settings } from "./settings";

const EVENTS = [
  "chatkit.error",
  "chatkit.effect",
  "chatkit.deeplink",
  "chatkit.response.start",
  "chatkit.response.end",
  "chatkit.thread.change",
  "chatkit.tool.change",
] as const;

/** What happens on the stage, for the log beside it. */
export type Told = { name: string; detail: unknown };

const dark = matchMedia("(prefers-color-scheme: dark)");

/** One chat, played from a sample. */
export class Stage {
  private chat: Chat | null = null;
  private server: SampleServer | null = null;

  constructor(
    private readonly place: HTMLElement,
    private readonly tell: (told: Told) => void,
  ) {}

  /** Resolves when the sample is in the state that it shows. */
  async play(sample: Sample, settings: Settings): Promise<void> {
    const { scrollX, scrollY } = window;
    const chat = document.createElement("openai-chatkit") as Chat;
    this.chat?.remove();
    this.chat = chat;
    sessionStorage.clear(); // what was written into another sample
    this.server = new SampleServer(sample, (asked) => this.tell(told(asked)));
    for (const name of EVENTS) {
      chat.addEventListener(name, (event) =>
        this.tell({ name, detail: event instanceof CustomEvent ? event.detail : null }),
      );
    }
    const ready = happens(chat, "chatkit.ready");
    const { items, question } = this.server;
    const loaded = items.length > 0 && happens(chat, "chatkit.thread.load.end");
    if (sample.isTall) chat.setAttribute("height", "content");
    this.place.toggleAttribute("data-tall", !!sample.isTall);
    this.set(sample, settings);
    this.place.append(chat);
    await ready;
    await loaded;
    if (question) await this.ask(chat, question);
    await sample.show?.(chat);
    await drawn();
    // A chat as high as its content scrolls the page to its newest item: here the list is in use.
    scrollTo(scrollX, scrollY);
  }

  /** Other settings for the sample that is shown: the chat goes on where it is. */
  set(sample: Sample, settings: Settings): void {
    if (!this.chat || !this.server) return;
    const { width, direction } = settings;
    this.place.style.inlineSize = width.endsWith("%") ? width : `${width}px`;
    this.chat.dir = direction;
    this.chat.setOptions({
      // Chats that talk to one address are kept in step: each sample has one of its own.
      api: { url: `/element/#${sample.name}`, domainKey: "none", fetch: this.server.fetch },
      ...(this.server.items.length > 0 && { initialThread: at.thread_id }),
      widgets: {
        onAction: async (action, item) =>
          this.tell({ name: "widgets.onAction", detail: { action, item: item.id } }),
      },
      ...sample.options,
      ...optionsOf(settings, dark.matches, sample.options),
    } as ChatKitOptions);
  }

  /** The answer has ended, or all of it that there is has been read. */
  private async ask(chat: Chat, message: UserMessageItem): Promise<void> {
    const { content, attachments, quoted_text: reply } = message;
    const sent = chat.sendUserMessage({ content, attachments, ...(reply && { reply }) });
    await Promise.race([sent, this.server?.waits]);
  }
}

function told({ type, params }: Asked): Told {
  return { name: type, detail: params };
}

function happens(chat: Chat, name: string): Promise<unknown> {
  return new Promise((resolve) => chat.addEventListener(name, resolve, { once: true }));
}

/** State is shown with the next frame; after two it is certainly there. */
function drawn(): Promise<unknown> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(resolve));
  });
}
