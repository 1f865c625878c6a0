import { useEffect, useState } from "preact/hooks";
import type { Area } from "../edit";

const MOVES = ["input", "keyup", "click", "focus", "blur", "selectionchange"] as const;

/** Where the caret is; null while the text has no focus or something is selected in it. */
export function useCaret(area: Area): number | null {
  const [caret, setCaret] = useState<number | null>(null);
  useEffect(() => {
    const element = area.current;
    const take = () => {
      const root = element?.getRootNode() as Document | ShadowRoot | undefined;
      const { selectionStart, selectionEnd } = element ?? {};
      const hasCaret = root?.activeElement === element && selectionStart === selectionEnd;
      setCaret(hasCaret ? (selectionEnd ?? null) : null);
    };
    for (const name of MOVES) element?.addEventListener(name, take);
    take();
    return () => {
      for (const name of MOVES) element?.removeEventListener(name, take);
    };
  }, []);
  return caret;
}
