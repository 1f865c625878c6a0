/** Formulas with their engine, styles and font: loaded with the first of them. */
import type { JSX } from "preact";
import { useContext, useLayoutEffect, useRef, useState } from "preact/hooks";
import { formulaCss } from "../theme/formula.css";
import { addStyles } from "../theme/sheet";
import { draw } from "./math-engine";
import { MathLabel } from "./math-label";
import { texAsText } from "./tex-as-text";

addStyles(formulaCss);

/** A formula. Its source stands in for it when it is not TeX. */
export function Formula({ tex, display }: { tex: string; display: boolean }): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  const isName = useContext(MathLabel);
  const [failed, setFailed] = useState(false);

  useLayoutEffect(() => {
    if (!place.current) return;
    const label = isName ? texAsText(tex) : undefined;
    setFailed(!draw(tex, display, place.current, label));
  }, [tex, display, isName]);

  const name = display ? "ck-math ck-math-display" : "ck-math";
  return (
    <span class={name} dir="ltr">
      <span key="formula" ref={place} hidden={failed} />
      {failed && (
        <code key="source" class="ck-math-source">
          {tex}
        </code>
      )}
    </span>
  );
}
