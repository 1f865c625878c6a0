import type { EntitiesOption, Entity } from "@openai/chatkit";
import { useEffect, useRef, useState } from "preact/hooks";
import type { PreviewRoot } from "./preview";

/** How long a pointer rests before a preview opens, and how long it may be away. */
const REST_MS = 250;

/** The preview of an entity: asked for when it is pointed at or has the focus, once. */
export function usePreview(entity: Entity, ask: EntitiesOption["onRequestPreview"]) {
  const [open, setOpen] = useState(false);
  const [root, setRoot] = useState<PreviewRoot | null>(null);
  const asked = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const set = (value: boolean) => {
    clearTimeout(timer.current);
    setOpen(value);
    if (!value || !ask || asked.current === entity.id) return;
    asked.current = entity.id;
    ask(entity).then(
      ({ preview }) => setRoot(preview),
      (error: unknown) => {
        asked.current = null;
        console.warn("chatkit: a preview could not be shown.", error);
      },
    );
  };
  const soon = (value: boolean) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => set(value), REST_MS);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return {
    shown: open ? root : null,
    show: () => set(true),
    hide: () => set(false),
    point: () => soon(true),
    leave: () => soon(false),
  };
}
