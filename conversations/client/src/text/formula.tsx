import { createContext, type JSX } from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Lazy, useLazy } from "../lazy";
import { texAsText } from "./tex-as-text";

/** TeX, MathML and their font: only for those who meet a formula. */
const engine = new Lazy("formulas", () => import("./math-engine"));

/**
 * True where formulas are part of a control's name: Chromium computes an empty name from
 * MathML alone, so there they carry their text as a label.
 */
export const MathLabel = createContext(false);

/** A formula. Its source stands in for it until the engine is there, and when it is not TeX. */
export function Formula(props: { tex: string; display: boolean }): JSX.Element {
  const { tex, display } = props;
  const place = useRef<HTMLSpanElement>(null);
  const isName = useContext(MathLabel);
  const ready = useLazy(engine);
  const [failed, setFailed] = useState(false);

  useLayoutEffect(() => {
    if (!ready || !place.current) return;
    const label = isName ? texAsText(tex) : undefined;
    setFailed(!ready.draw(tex, display, place.current, label));
  }, [ready, tex, display, isName]);

  const name = display ? "ck-math ck-math-display" : "ck-math";
  return (
    <span class={name} dir="ltr">
      <span key="formula" ref={place} hidden={!ready || failed} />
      {!ready || failed ? (
        <code key="source" class="ck-math-source">
          {tex}
        </code>
      ) : null}
    </span>
  );
}
