import { type ComponentChildren, createElement, createPortal, Fragment, type JSX } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useWords } from "../i18n";
import type { CustomNode, CustomTools, DrawCustom } from "./custom-registry";
import { useForm } from "./form";
import { useHost } from "./host";
import { useWidget } from "./use-actions";

/** What lives as long as the component does. */
function useLifetime() {
  const [life] = useState(() => ({
    end: new AbortController(),
    children: document.createElement("div"),
  }));
  useEffect(() => () => life.end.abort(), [life]);
  return life;
}

function useDispatch(): CustomTools["dispatch"] {
  const widget = useWidget();
  const form = useForm();
  const source = useId();
  return (action) => widget.fire({ action, auto: "self", source, fields: form?.element() });
}

/** A component of the page. A mistake in its drawing is told to the page; the widget goes on without. */
export function Custom(props: {
  node: CustomNode;
  draw: DrawCustom;
  children: ComponentChildren;
}): JSX.Element {
  const { node, draw } = props;
  const { locale, direction } = useWords();
  const host = useHost();
  const dispatch = useDispatch();
  const { end, children } = useLifetime();
  const place = useRef<HTMLDivElement>(null);
  const previous = useRef<Node | null>(null);

  useLayoutEffect(() => {
    const tools = { previous: previous.current, children, locale, direction, dispatch };
    try {
      const drawn = draw(node, { ...tools, signal: end.signal });
      if (drawn !== previous.current) place.current?.replaceChildren(drawn);
      previous.current = drawn;
    } catch (error) {
      host.error(error instanceof Error ? error : new Error(String(error)));
    }
  }, [node, draw, locale, direction]);

  return (
    <div class="ck-custom" data-type={node.type}>
      <div ref={place} class="ck-custom-place" />
      {createPortal(createElement(Fragment, null, props.children), children)}
    </div>
  );
}
