import "./looks";
import { type ComponentChildren, type JSX, toChildArray } from "preact";
import { useId, useRef, useState } from "preact/hooks";
import { useWords } from "../i18n";
import { MathLabel } from "../text/math-label";
import { listCss } from "../theme/list.css";
import { addStyles } from "../theme/sheet";
import type { WidgetAction } from "./actions";
import { scheme } from "./card";
import { useForm } from "./form";
import { StatusLine } from "./status";
import { box, compact } from "./style";
import type { NodeOf } from "./types";
import { useWidget } from "./use-actions";

addStyles(listCss);

const AUTO_LIMIT = 10;

/** How many rows are shown at first. "auto" decides for itself, and never hides a single row. */
function limitOf(node: NodeOf<"ListView">, count: number): number {
  if (node.limit === "auto") return count <= AUTO_LIMIT + 1 ? count : AUTO_LIMIT;
  return typeof node.limit === "number" && node.limit > 0 ? node.limit : count;
}

/** How many are shown, until all are; then the focus goes to the first that is new. */
function useLimit(few: number, count: number) {
  const list = useRef<HTMLUListElement>(null);
  const [all, setAll] = useState(false);
  const limit = all ? count : few;

  function showAll() {
    setAll(true);
    requestAnimationFrame(() => {
      const first = list.current?.children[limit];
      const target = first?.querySelector("button") ?? first;
      if (target instanceof HTMLElement) target.focus();
    });
  }

  return { list, limit, showAll };
}

/** A list. Past its limit the rest waits behind "Show more", which passes the focus on. */
export function ListView(props: {
  node: NodeOf<"ListView">;
  children: ComponentChildren;
}): JSX.Element {
  const { node } = props;
  const { text } = useWords();
  const items = toChildArray(props.children);
  const { list, limit, showAll } = useLimit(limitOf(node, items.length), items.length);
  return (
    <article
      class="ck-card ck-list"
      style={compact({ colorScheme: scheme(node.theme) })}
      aria-label={node.status?.text}
    >
      {node.status ? <StatusLine status={node.status} /> : null}
      <ul ref={list} class="ck-list-items">
        {items.slice(0, limit)}
      </ul>
      {items.length > limit ? (
        <button
          type="button"
          class="ck-button ck-more"
          data-variant="ghost"
          data-color="secondary"
          data-size="lg"
          onClick={showAll}
        >
          {text.showMore(items.length - limit)}
        </button>
      ) : null}
    </article>
  );
}

/** A row. With an action its whole surface is a button named by what the row says. */
export function ListViewItem(props: {
  node: NodeOf<"ListViewItem">;
  children: ComponentChildren;
}): JSX.Element {
  const { node } = props;
  const content = useId();
  const action: WidgetAction | undefined = node.onClickAction ?? undefined;
  return (
    <li class="ck-list-item" tabIndex={-1} data-action={action ? "" : undefined}>
      {action ? <RowButton action={action} labelledBy={content} /> : null}
      <div id={content} class="ck-box ck-row" style={box({ gap: node.gap, align: node.align })}>
        <MathLabel.Provider value={!!action}>{props.children}</MathLabel.Provider>
      </div>
    </li>
  );
}

/** Lies over the row, so that links and buttons inside the row stay outside of this one. */
function RowButton({ action, labelledBy }: { action: WidgetAction; labelledBy: string }) {
  const widget = useWidget();
  const form = useForm();
  const source = useId();
  const spins = widget.pending?.source === source;
  const waits = widget.waits(action) || !!widget.pending;
  return (
    <button
      type="button"
      class="ck-row-button"
      aria-labelledby={labelledBy}
      aria-disabled={waits ? "true" : undefined}
      onClick={() => void widget.fire({ action, auto: "self", source, fields: form?.element() })}
    >
      {spins ? <span class="ck-spinner" /> : null}
    </button>
  );
}
