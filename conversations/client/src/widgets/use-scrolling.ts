import { useWords } from "../i18n";
import { wantLooks } from "./css-values";

/** What scrolls can be reached by keyboard, and so has a name. */
export function useScrolling(node: { scrollable?: boolean }) {
  const { text } = useWords();
  wantLooks(node.scrollable);
  return node.scrollable
    ? { tabIndex: 0, "aria-label": text.scrollable, "data-scrollable": "" }
    : {};
}
