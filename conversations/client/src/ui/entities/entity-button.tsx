import type { Entity } from "@openai/chatkit";
import type { ComponentChildren, JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { useChat } from "../context";
import { Preview } from "./preview";
import { usePreview } from "./use-preview";

/**
 * A thing of the host (a tag, a source): what it does when clicked and what it shows when pointed at
 * is the host's. Mere words where the host does neither, or the entity is not interactive.
 */
export function EntityButton(props: {
  entity: Entity;
  class: string;
  label?: string;
  children: ComponentChildren;
}): JSX.Element {
  const { entity, children, label } = props;
  const { onClick, onRequestPreview } = useChat().options.entities ?? {};
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const preview = usePreview(entity, onRequestPreview);
  if (!entity.interactive || !(onClick || onRequestPreview)) {
    return <span class={props.class}>{children}</span>;
  }
  return (
    <span class="entity" onPointerEnter={preview.point} onPointerLeave={preview.leave}>
      <button
        type="button"
        class={`${props.class} entity-button`}
        ref={button}
        aria-label={label}
        aria-describedby={preview.shown ? id : undefined}
        onFocus={preview.show}
        onBlur={preview.hide}
        onKeyDown={(event) => event.key === "Escape" && preview.hide()}
        onClick={() => onClick?.(entity)}
      >
        {children}
      </button>
      {preview.shown && (
        <Preview
          id={id}
          of={preview.shown}
          beside={() => button.current}
          onEnter={preview.point}
          onLeave={preview.leave}
        />
      )}
    </span>
  );
}
