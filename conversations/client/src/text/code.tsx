import type { JSX } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useWords } from "../i18n";
import { Icon } from "../icons/icon";
import { Lazy, useLazy } from "../lazy";
import { codeCss } from "../theme/code.css";
import { addStyles } from "../theme/sheet";
import { Scroller } from "./scroller";

addStyles(codeCss);

const highlighter = new Lazy("the colours of code", () => import("./highlight"));

const COPIED_FOR_MS = 2000;

/** Longer code is coloured once it has stopped growing for so long: each colouring reads all of it. */
const LONG = 2000;
const STILL_FOR_MS = 200;

/** Whether `code` is short, or has stopped growing. */
function useStill(code: string): boolean {
  const [still, setStill] = useState("");
  const isLong = code.length > LONG;
  useEffect(() => {
    if (!isLong) return;
    const timer = setTimeout(() => setStill(code), STILL_FOR_MS);
    return () => clearTimeout(timer);
  }, [code, isLong]);
  return !isLong || still === code;
}

function CopyButton({ code }: { code: string }): JSX.Element {
  const { text } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), COPIED_FOR_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = () =>
    navigator.clipboard.writeText(code).then(
      () => setCopied(true),
      (error: unknown) => console.warn("chatkit: the code could not be copied.", error),
    );
  return (
    <button type="button" class="ck-copy" aria-label={text.copyCode} onClick={() => void copy()}>
      <Icon name={copied ? "check" : "lucide:copy"} size="14px" />
      <span aria-live="polite">{copied ? text.copied : text.copy}</span>
    </button>
  );
}

/** A fenced code block: coloured once the highlighter is there, scrolling sideways. */
export function Code(props: { code: string; language: string }): JSX.Element {
  const { code, language } = props;
  const { text } = useWords();
  const ready = useLazy(highlighter, language !== "");
  const still = useStill(code);
  const nodes = useMemo(
    () => (still ? ready?.highlight(code, language) : undefined),
    [ready, still, code, language],
  );
  const name = language ? text.codeIn(language) : text.code;
  return (
    <div class="ck-code" dir="ltr">
      <div class="ck-code-bar">
        <span>{language || text.code}</span>
        <CopyButton code={code} />
      </div>
      <Scroller label={name}>
        <pre>
          <code>{nodes ?? code}</code>
        </pre>
      </Scroller>
    </div>
  );
}
