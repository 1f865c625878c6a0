import { Component, type ComponentChild, createRef } from "preact";
import { Icon } from "../icons/icon";
import type { FeedbackKind, ThreadItem, WidgetItem } from "../protocol/types";
import { soon } from "../soon";
import type { Failure } from "../state/reducer";
import { isKnownItem } from "../state/unknown";
import type { Chat } from "../ui/context";
import { ReloadButton } from "../ui/failure";
import type { Nearness } from "../ui/near";
import type { WidgetDispatch } from "../widgets/actions";
import { WidgetView } from "../widgets/registry";
import { Aside } from "./aside";
import { AssistantMessage } from "./assistant-message";
import { FarItem } from "./far";
import { showOutcome } from "./outcome";
import { MessageActions, OtherItem } from "./parts";
import { UserMessage } from "./user-message";

export interface RowProps {
  item: ThreadItem;
  chat: Chat;
  /** The item is far from what the reader sees, and drawn when this says that it is near. */
  nearness?: Nearness | undefined;
  /** An action of this item is on its way. */
  busy: boolean;
  error: Failure | undefined;
  unsent: boolean;
  /** Still growing. */
  live: boolean;
  imageDomains: readonly string[] | undefined;
  turnEnd: boolean;
  /** What the reader thought of it. */
  given: FeedbackKind | undefined;
}

interface RowState {
  broken: boolean;
  isFar: boolean;
}

/** One item of the thread. Renders only when it changed; a mistake in one item stays in it. */
export class ItemRow extends Component<RowProps, RowState> {
  override state = { broken: false, isFar: this.props.nearness !== undefined };
  private stopWatching: (() => void) | undefined;
  private readonly row = createRef<HTMLDivElement>();
  /** The reader's last action was inside this row: focus stays here when its control goes. */
  private keepsFocus = false;
  /** The reader used this widget: its outcome, not its top, is what is kept in view. */
  private used = false;

  override shouldComponentUpdate(next: RowProps, { broken, isFar }: RowState): boolean {
    if (isFar !== this.state.isFar) return true;
    const keys = Object.keys(next) as (keyof RowProps)[];
    return broken !== this.state.broken || keys.some((key) => next[key] !== this.props[key]);
  }

  override componentDidCatch(error: unknown): void {
    this.setState({ broken: true });
    console.error("openai-chatkit: an item could not be shown", error);
  }

  override componentDidMount(): void {
    const { item, chat, nearness } = this.props;
    if (this.state.isFar && this.row.current)
      this.stopWatching = nearness?.watch(this.row.current, () => this.setState({ isFar: false }));
    if (!isKnownItem(item)) chat.controller.unknown.tell("item", item.type);
  }

  override componentWillUnmount(): void {
    this.stopWatching?.();
  }

  override componentDidUpdate(before: RowProps): void {
    if (before.item === this.props.item) return;
    if (this.state.broken) this.setState({ broken: false });
    if (before.item.type === "widget" && this.props.item.type === "widget") {
      this.afterSwap(before.item, this.props.item);
    }
  }

  override render(): ComponentChild {
    const { item, error, live, turnEnd, given } = this.props;
    if (item.type === "end_of_turn" || isDoneTool(item) || !isKnownItem(item)) return null;
    return (
      <div
        class="row"
        ref={this.row}
        tabIndex={-1}
        data-type={item.type}
        data-item-id={item.id}
        data-used={this.used ? "" : undefined}
      >
        {this.content(item)}
        {turnEnd && !live && !this.state.isFar && <MessageActions item={item} given={given} />}
        {error && (
          <div class="alert danger" role="alert">
            <Icon name="lucide:circle-alert" />
            <div>
              {error.message}
              <ReloadButton failure={error} label={this.props.chat.text.reload} />
            </div>
          </div>
        )}
      </div>
    );
  }

  private content(item: ThreadItem): ComponentChild {
    const { chat, live, busy, unsent, imageDomains } = this.props;
    if (this.state.isFar) return <FarItem item={item} />;
    if (this.state.broken) return <Aside text={chat.text.brokenItem} />;
    switch (item.type) {
      case "user_message":
        return <UserMessage item={item} chat={chat} unsent={unsent} imageDomains={imageDomains} />;
      case "assistant_message":
        return <AssistantMessage item={item} chat={chat} live={live} imageDomains={imageDomains} />;
      case "widget":
        return (
          <div class="widget">
            <WidgetView
              widget={item.widget}
              itemId={item.id}
              dispatch={this.dispatch}
              busy={busy}
              imageDomains={imageDomains}
            />
          </div>
        );
      default:
        return <OtherItem item={item} live={live} imageDomains={imageDomains} />;
    }
  }

  private readonly dispatch: WidgetDispatch = (action, itemId, widget) => {
    this.keepsFocus = this.row.current?.contains(this.focused()) ?? false;
    this.used = true;
    const last = lastRow(this.row.current);
    const { item, chat } = this.props;
    const sent = chat.controller.actions.dispatch(action, itemId, widget);
    return sent.then(() => this.moveOn(last, item));
  };

  /** The action brought a new widget (the next question): whoever used this one goes on there. */
  private async moveOn(lastBefore: Element | null, before: ThreadItem): Promise<void> {
    await nextRendering();
    const last = lastRow(this.row.current);
    const focused = this.focused();
    const isHere = !focused || this.row.current?.contains(focused);
    const isNew = last !== lastBefore && last?.dataset.type === "widget";
    if (this.keepsFocus && isHere && isNew) last.focus({ preventScroll: true });
    if (this.row.current && !isNew && this.props.item !== before) showOutcome(this.row.current);
  }

  private afterSwap(before: WidgetItem, after: WidgetItem): void {
    if (this.keepsFocus && !this.focused()) this.row.current?.focus({ preventScroll: true });
    if (this.used) void this.tellChange(before, after);
  }

  private async tellChange(before: WidgetItem, after: WidgetItem): Promise<void> {
    const part = await soon.start();
    if (part) this.props.chat.announcer.say(part.heardOfChange(before.widget, after.widget));
  }

  private focused(): Element | null {
    const root = this.row.current?.getRootNode();
    return root instanceof ShadowRoot ? root.activeElement : null;
  }
}

function lastRow(row: HTMLElement | null): HTMLElement | null {
  const rows = row?.closest(".items")?.querySelectorAll<HTMLElement>(".row") ?? [];
  return rows[rows.length - 1] ?? null;
}

/** State is shown within a task or with the next frame; after two, and one task, it is certainly there. */
function nextRendering(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve)));
  });
}

function isDoneTool(item: ThreadItem): boolean {
  return item.type === "client_tool_call" && item.status === "completed";
}
