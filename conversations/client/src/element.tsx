import type { ChatKitEvents, ChatKitOptions, OpenAIChatKit } from "@openai/chatkit";
import { render } from "preact";
import { activeLocale, Speaker, WordsContext } from "./i18n";
import { Lazy } from "./lazy";
import { ChatKitClient, type Connection, sameOriginFetch } from "./protocol/client";
import { arrived, fetchSoon, soon } from "./soon";
import { ComposerModel } from "./state/composer";
import { Controller } from "./state/controller";
import { ChatError, type EventDetail, type Host } from "./state/host";
import { sharedSheet } from "./theme/sheet";
import { applyTheme, loadFonts } from "./theme/tokens";
import { Announcer } from "./ui/announcer";
import { App } from "./ui/app";
import { ComposerHandle } from "./ui/composer";
import { ChatContext } from "./ui/context";
import { type WidgetHost, WidgetHostContext } from "./widgets/host";
import { registerWidget } from "./widgets/register";

const uploads = new Lazy("Uploading", () => import("./state/uploads"));

type Params<M extends keyof OpenAIChatKit> = OpenAIChatKit[M] extends (...args: infer A) => unknown
  ? A
  : never;

/** `<openai-chatkit>`: a ChatKit chat without an iframe. Nothing is loaded from another origin. */
export class OpenAIChatKitElement extends HTMLElement implements OpenAIChatKit {
  /** Draws components that ChatKit does not have. See docs/element.md. */
  static readonly registerWidget: typeof registerWidget = registerWidget;

  private readonly root: ShadowRoot = this.attachShadow({ mode: "open" });
  private readonly themeSheet = new CSSStyleSheet();
  private readonly announcer = new Announcer();
  private readonly composer: ComposerHandle;
  private readonly controller: Controller;
  private readonly speaker = new Speaker(() => this.draw());
  private readonly widgetHost: WidgetHost = {
    log: (name, data) => this.emit("chatkit.log", { name, data }),
    error: (error) => this.emit("chatkit.error", { error }),
    unknown: new Set(),
  };
  private current: ChatKitOptions | null = null;
  /** Between the first options and the end of their task. */
  private starting = false;
  private loadedFonts: unknown;
  private readonly remarked = new Set<string>();
  /** Signs the requests of a page with `getClientSecret`, once there is one. */
  private signed: typeof fetch | null = null;

  constructor() {
    super();
    this.root.adoptedStyleSheets = [sharedSheet(), this.themeSheet];
    this.root.addEventListener("click", (event) => void this.followDeeplink(event));
    const host: Host = {
      options: () => this.current,
      messages: () => this.speaker.text,
      emit: (name, ...detail) => this.emit(name, detail[0]),
    };
    const client = new ChatKitClient(
      () => this.connection(),
      (operation, status, milliseconds) =>
        host.emit("chatkit.log", { name: "request", data: { operation, status, milliseconds } }),
    );
    this.controller = new Controller(client, host);
    this.composer = new ComposerHandle(new ComposerModel(this.controller, client, host));
  }

  connectedCallback(): void {
    this.draw();
    if (this.current) this.controller.connect();
  }

  disconnectedCallback(): void {
    // Moving an element disconnects it for a moment; only an element that stays away ends its answer.
    queueMicrotask(() => {
      if (this.isConnected) return;
      render(null, this.root);
      this.controller.disconnect();
    });
  }

  setOptions(options: ChatKitOptions): void {
    const first = this.current === null;
    this.current = options;
    void arrived.then((part) => this.remarkOn(part.unknownOptions(options)));
    applyTheme(this.themeSheet, options.theme);
    this.loadFonts();
    const speaking = this.speaker.choose(options.locale);
    this.draw();
    if (!first) return;
    if (this.isConnected) this.controller.connect();
    this.starting = true;
    // Wrappers attach their listeners after this call, in the same task.
    setTimeout(() => void speaking.then(() => this.start()));
  }

  async focusComposer(): Promise<void> {
    this.requireOptions();
    this.composer.focus();
  }

  async setThreadId(threadId: string | null): Promise<void> {
    this.requireIdle();
    await this.controller.open(threadId);
  }

  /** Runs as a turn of the open thread; rejects when no thread is open or an answer is being written. */
  async sendCustomAction(...[action, itemId]: Params<"sendCustomAction">): Promise<void> {
    this.requireIdle();
    await this.controller.actions.stream(action, itemId);
  }

  /** Resolves when the answer has ended, well or not; a failure is shown in the chat and told by chatkit.error. */
  async sendUserMessage(...[params]: Params<"sendUserMessage">): Promise<void> {
    this.requireIdle();
    const content = params.content ?? [{ type: "input_text" as const, text: params.text ?? "" }];
    if (content.length === 0 || content.every((part) => part.text === "")) {
      throw new ChatError("sendUserMessage needs a text or content.");
    }
    if (params.newThread) await this.controller.open(null);
    await this.controller.send({
      content,
      attachments: params.attachments ?? [],
      quote: params.reply,
      inference: {
        ...(params.toolChoice && { tool_choice: params.toolChoice }),
        ...(params.model && { model: params.model }),
      },
    });
  }

  async setComposerValue(...[params]: Params<"setComposerValue">): Promise<void> {
    this.requireOptions();
    const { text, content, reply, attachments, files } = params;
    if (files && !this.current?.composer?.attachments?.enabled) {
      throw new ChatError("setComposerValue with files needs composer.attachments.enabled.");
    }
    await this.composer.setValue({
      text,
      content,
      reply,
      attachments,
      toolId: params.selectedToolId,
      modelId: params.selectedModelId,
    });
    if (files) (await uploads.start())?.uploadsOf(this.composer.desk).attach(files);
  }

  async showHistory(): Promise<void> {
    if (this.requireOptions().history?.enabled === false) {
      throw new ChatError("The history is switched off by the option history.enabled.");
    }
    await this.controller.history.open();
  }

  async hideHistory(): Promise<void> {
    this.controller.history.close();
  }

  async fetchUpdates(): Promise<void> {
    this.requireIdle();
    await this.controller.refresh();
  }

  private requireOptions(): ChatKitOptions {
    if (!this.current) throw new ChatError("Call setOptions first.");
    return this.current;
  }

  private requireIdle(): void {
    const { initialThread } = this.requireOptions();
    if (this.controller.busy || (this.starting && initialThread)) {
      throw new ChatError("The chat is busy loading a thread or writing an answer.");
    }
  }

  private connection(): Connection {
    const { api } = this.requireOptions();
    const locale = activeLocale(this.current?.locale);
    if ("getClientSecret" in api) {
      const url = this.hostedUrl();
      return { url, fetch: (input, init) => this.signAndFetch(url, input, init), locale };
    }
    return { url: api.url, fetch: api.fetch ?? sameOriginFetch, locale };
  }

  /** Where a page with `getClientSecret` sends its requests: its `url`, else where this script is from. */
  private hostedUrl(): string {
    return this.getAttribute("url") ?? new URL("/chatkit", import.meta.url).href;
  }

  private async signAndFetch(url: string, ...request: Parameters<typeof fetch>): Promise<Response> {
    const { bearerFetch, ClientSecret } = await import("./protocol/bearer");
    this.signed ??= bearerFetch(new ClientSecret((current) => this.askForSecret(current)), url);
    return this.signed(...request);
  }

  private askForSecret(current: string | null): Promise<string> {
    const { api } = this.requireOptions();
    if ("getClientSecret" in api) return api.getClientSecret(current);
    throw new ChatError("The option api.getClientSecret is not there any more.");
  }

  /** Says once of each option that it is unknown; a page written for a newer version goes on working. */
  private remarkOn(unknown: readonly string[]): void {
    for (const option of unknown) {
      if (this.remarked.has(option)) continue;
      this.remarked.add(option);
      console.warn(`openai-chatkit: the option "${option}" is not known and has no effect.`);
      this.emit("chatkit.log", { name: "option.unknown", data: { option } });
    }
  }

  private start(): void {
    this.starting = false;
    this.emit("chatkit.ready", undefined);
    const { thread, loading, items } = this.controller.store.state;
    const untouched = !thread && !loading && items.length === 0;
    const initial = this.current?.initialThread;
    const shown = initial && untouched ? this.controller.open(initial) : Promise.resolve();
    void shown.then(() => fetchSoon(this.root));
  }

  private loadFonts(): void {
    const theme = this.current?.theme;
    const sources = typeof theme === "object" ? theme.typography?.fontSources : undefined;
    if (sources === this.loadedFonts) return;
    this.loadedFonts = sources;
    loadFonts(sources);
  }

  private draw(): void {
    const words = this.speaker.wordsFor(this);
    if (!this.current || !words || !this.isConnected) return;
    const { controller, announcer, composer, current: options } = this;
    const { text } = words;
    render(
      <WordsContext.Provider value={words}>
        <ChatContext.Provider value={{ controller, options, text, announcer, composer }}>
          <WidgetHostContext.Provider value={this.widgetHost}>
            <App />
          </WidgetHostContext.Provider>
        </ChatContext.Provider>
      </WordsContext.Provider>,
      this.root,
    );
  }

  private async followDeeplink(event: Event): Promise<void> {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link?.protocol !== "chatkit-link:") return;
    event.preventDefault();
    const part = await soon.start();
    const deeplink = part?.parseDeeplink(link.href);
    if (deeplink) this.emit("chatkit.deeplink", deeplink);
  }

  private emit<K extends keyof ChatKitEvents>(name: K, detail: EventDetail<K> | undefined): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
