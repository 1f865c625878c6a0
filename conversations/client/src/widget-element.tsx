import { render } from "preact";
import { Speaker, WordsContext } from "./i18n";
import { sharedSheet } from "./theme/sheet";
import { applyTheme } from "./theme/tokens";
import { WidgetView } from "./widgets/registry";
import type { WidgetRoot } from "./widgets/types";

/**
 * `<chatkit-widget>`: one widget outside a chat, as on a page of results or beside a form. Set
 * `widget`; its controls can be tried, its actions go nowhere. It speaks the
 * language of the place where it stands.
 */
export class ChatKitWidgetElement extends HTMLElement {
  private readonly root: ShadowRoot = this.attachShadow({ mode: "open" });
  private readonly themeSheet = new CSSStyleSheet();
  private readonly speaker = new Speaker(() => this.draw());
  private shown: WidgetRoot | null = null;

  constructor() {
    super();
    applyTheme(this.themeSheet, undefined);
    this.root.adoptedStyleSheets = [sharedSheet(), this.themeSheet, alone];
  }

  /** "light" or "dark"; without it the reader's system decides. */
  set theme(theme: "light" | "dark" | undefined) {
    applyTheme(this.themeSheet, theme);
  }

  get widget(): WidgetRoot | null {
    return this.shown;
  }

  set widget(widget: WidgetRoot | null) {
    this.shown = widget;
    this.draw();
  }

  connectedCallback(): void {
    // A property that was set before this class was known hides the accessor.
    if (Object.hasOwn(this, "widget")) {
      const early = this.widget;
      Reflect.deleteProperty(this, "widget");
      this.widget = early;
    }
    void this.speaker.choose(this.closest("[lang]")?.getAttribute("lang") || undefined);
    this.draw();
  }

  private draw(): void {
    const widget = this.shown;
    const words = this.speaker.wordsFor(this);
    render(
      widget && words && (
        <WordsContext.Provider value={words}>
          <div class="app" lang={words.locale} dir={words.direction}>
            <WidgetView widget={widget} itemId="" dispatch={nowhere} busy={false} />
          </div>
        </WordsContext.Provider>
      ),
      this.root,
    );
  }
}

/** Without a chat around it the element is as high as its widget. */
const alone = new CSSStyleSheet();
alone.replaceSync(":host, .app { height: auto; background: none; }");

function nowhere(): Promise<void> {
  return Promise.resolve();
}
