import { Component, type ComponentChild, type JSX } from "preact";
import { useRef } from "preact/hooks";
import { ItemRow } from "../items/row";
import type { ThreadItem } from "../protocol/types";
import type { ChatState } from "../state/reducer";
import { Chunks } from "./chunks";
import { type Chat, useChat } from "./context";
import { Nearness } from "./near";

/** The items of a thread. What happens to one of them costs the others nothing. */
export function Rows({ state }: { state: ChatState }): JSX.Element {
  const chat = useChat();
  const chunks = useRef(new Chunks()).current;
  const nearness = useRef(new Nearness()).current;
  const ends = turnEnds(state.items);
  const last = state.items.at(-1);
  return (
    <>
      {chunks.divide(state.items).map(({ id, items, isFar }) => (
        <ChunkRows key={id} {...{ items, isFar, state, chat, ends, last, nearness }} />
      ))}
    </>
  );
}

interface ChunkProps {
  items: readonly ThreadItem[];
  isFar: boolean;
  state: ChatState;
  chat: Chat;
  ends: ReadonlySet<ThreadItem>;
  last: ThreadItem | undefined;
  nearness: Nearness;
}

class ChunkRows extends Component<ChunkProps> {
  override shouldComponentUpdate(next: ChunkProps): boolean {
    const { items, state, chat, ends } = this.props;
    return (
      chat !== next.chat ||
      !concernSame(state, next.state) ||
      items.length !== next.items.length ||
      next.items.some((item, at) => item !== items[at] || ends.has(item) !== next.ends.has(item)) ||
      (next.items.includes(next.last as ThreadItem) && state.streaming !== next.state.streaming) ||
      items.includes(this.props.last as ThreadItem) !== next.items.includes(next.last as ThreadItem)
    );
  }

  override render(): ComponentChild {
    const { items, isFar, state, chat, ends, last, nearness } = this.props;
    const rows = items.map((item) => (
      <ItemRow
        key={item.id}
        item={item}
        chat={chat}
        nearness={isFar ? nearness : undefined}
        busy={item.id in state.busy}
        error={state.itemErrors[item.id]}
        unsent={item.id in state.unsent}
        live={state.streaming && item === last}
        imageDomains={state.thread?.allowed_image_domains}
        turnEnd={ends.has(item)}
        given={state.feedback.given[item.id]}
      />
    ));
    return (
      <div class="chunk" style={{ containIntrinsicBlockSize: `auto ${likelyHeight(items)}px` }}>
        {rows}
      </div>
    );
  }
}

const LIKELY_HEIGHTS: Partial<Record<ThreadItem["type"], number>> = {
  user_message: 70,
  assistant_message: 170,
  widget: 370,
  end_of_turn: 0,
};

/** Of items that were never laid out. */
function likelyHeight(items: readonly ThreadItem[]): number {
  return items.reduce((height, { type }) => height + (LIKELY_HEIGHTS[type] ?? 60), 0);
}

/** What rows show of the state beside their items is the same. */
function concernSame(before: ChatState, after: ChatState): boolean {
  return (
    before.busy === after.busy &&
    before.itemErrors === after.itemErrors &&
    before.unsent === after.unsent &&
    before.feedback === after.feedback &&
    before.thread?.allowed_image_domains === after.thread?.allowed_image_domains
  );
}

/** The last items of the answers, when they are something to copy: they carry the buttons. */
function turnEnds(items: readonly ThreadItem[]): Set<ThreadItem> {
  const ends = new Set<ThreadItem>();
  let isEnd = true;
  for (let at = items.length - 1; at >= 0; at--) {
    const item = items[at];
    if (!item || item.type === "end_of_turn") continue;
    if (isEnd && canBeCopied(item)) ends.add(item);
    isEnd = item.type === "user_message";
  }
  return ends;
}

function canBeCopied(item: ThreadItem): boolean {
  return item.type === "assistant_message" || (item.type === "widget" && !!item.copy_text);
}
