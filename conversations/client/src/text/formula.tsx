import { createContext, type JSX } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { texAsText } from "./tex-as-text";

type Engine = typeof import("./math-engine");

let engine: Engine | undefined;
let loading: Promise<Engine> | undefined;

/** The formula engine and its font: loaded once, with the first formula of the page. */
function load(): Promise<Engine> {
  loading ??= import("./math-engine").then(
    (loaded) => {
      engine = loaded;
      return loaded;
    },
    (error: unknown) => {
      loading = undefined;
      throw error;
    },
  );
  return loading;
}

/**
 * True where formulas are part of a control's name: Chromium computes an empty name from
 * MathML alone, so there they carry their text as a label.
 */
export const MathLabel = createContext(false);

function useEngine(): Engine | undefined {
  const [ready, setReady] = useState(engine);
  useEffect(() => {
    if (ready) return;
    let wanted = true;
    load().then(
      (loaded) => wanted && setReady(loaded),
      (error: unknown) => console.warn("chatkit: formulas could not be loaded.", error),
    );
    return () => {
      wanted = false;
    };
  }, [ready]);
  return ready;
}

/** A formula. Its source stands in for it until the engine is there, and when it is not TeX. */
export function Formula(props: { tex: string; display: boolean }): JSX.Element {
  const { tex, display } = props;
  const place = useRef<HTMLSpanElement>(null);
  const isName = useContext(MathLabel);
  const ready = useEngine();
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
