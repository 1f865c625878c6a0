import type { ChatKitClient } from "../protocol/client";
import type { Attachment, UserMessageContent, UserMessageItem } from "../protocol/types";
import { soon } from "../soon";
import type { Controller } from "./controller";
import type { Desk } from "./desk";
import { type Draft, emptyDraft } from "./draft";
import type { Host } from "./host";
import type { ChatState } from "./reducer";
import { Store } from "./store";

export interface ComposerState extends Draft {
  /** To be sent as soon as its files are uploaded. */
  waiting: boolean;
  /** Why something was not taken, in sentences. */
  problems: readonly string[];
}

export type ComposerStore = Store<ComposerState, Partial<ComposerState>>;

export interface ComposerValue {
  text?: string | undefined;
  content?: readonly UserMessageContent[] | undefined;
  reply?: string | undefined;
  attachments?: readonly Attachment[] | undefined;
  toolId?: string | null | undefined;
  modelId?: string | undefined;
}

export type Chat = Pick<Controller, "store" | "busy" | "send">;

/** Names of entries in the session storage begin with this. */
export const DRAFT_PREFIX = "chatkit.draft ";

/** What is being written. All but a line of text is the desk's, which is loaded for who writes. */
export class ComposerModel {
  readonly store: ComposerStore = new Store<ComposerState, Partial<ComposerState>>(
    { ...emptyDraft, waiting: false, problems: [] },
    (state, change) => ({ ...state, ...change }),
  );
  desk: Desk | undefined;
  /** The thread that was shown when the first letter was typed. */
  private typedIn: string | null = null;

  constructor(
    private readonly chat: Chat,
    private readonly client: ChatKitClient,
    private readonly host: Host,
  ) {}

  /** The desk, once it is there; undefined when it can't be loaded. */
  async ready(): Promise<Desk | undefined> {
    const part = await soon.start();
    if (part && !this.desk) {
      const { chat, client, host, store, typedIn } = this;
      this.desk = new part.Desk(chat, client, host, store, typedIn);
      this.store.dispatch({}); // drawn again, with the desk
    }
    return this.desk;
  }

  /** The reader changed the text. */
  type(text: string, caret: number, isHistory = false): void {
    if (this.desk) {
      this.desk.type(text, caret, isHistory);
      return;
    }
    this.store.dispatch({ text });
    if (this.typedIn !== null) return;
    this.typedIn = shownThread(this.chat.store.state);
    void this.ready();
  }

  /** Sends the draft, at once or as soon as its files are uploaded. */
  async send(): Promise<void> {
    if (this.desk) {
      this.desk.send();
      return;
    }
    const { text } = this.store.state;
    if (!text.trim() || this.chat.busy) return;
    this.store.dispatch({ text: "" }); // what is typed from now on is another message
    const content = [{ type: "input_text" as const, text: text.trim() }];
    this.sendAlone(content, await this.ready()).catch(() => this.store.dispatch({ text }));
  }

  /** What is undefined stays as it is. */
  async setValue(value: ComposerValue): Promise<void> {
    const desk = await this.ready();
    if (desk) desk.setValue(value);
    else if (value.text !== undefined) this.store.dispatch({ text: value.text });
  }

  /** Takes back a message that was not sent. */
  async restore(item: UserMessageItem): Promise<void> {
    (await this.ready())?.restore(item);
  }

  /** Sends what a suggestion says, with the tool and the model that are chosen. */
  async sendPrompt(content: UserMessageContent[]): Promise<void> {
    const { tools, models } = this.host.options()?.composer ?? {};
    const desk = tools || models ? await this.ready() : undefined;
    if (!this.chat.busy) await this.sendAlone(content, desk); // else clicked twice
  }

  /** Sends what is not a draft. Without a desk, where that can't be loaded, nothing else was chosen. */
  private sendAlone(content: UserMessageContent[], desk: Desk | undefined): Promise<void> {
    const sent = this.chat.send({ content, inference: desk?.inference ?? {} });
    desk?.forgetTool();
    return sent;
  }
}

/** The thread that is shown or on its way; "" is a new chat. */
export function shownThread({ loading, thread }: ChatState): string {
  return loading ?? thread?.id ?? "";
}

/** Whether something was written before the page was loaded again. */
export function hasDrafts(): boolean {
  try {
    return Object.keys(sessionStorage).some((name) => name.startsWith(DRAFT_PREFIX));
  } catch {
    return false; // forbidden to this page
  }
}
