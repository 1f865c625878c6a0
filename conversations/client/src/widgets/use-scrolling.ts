import { useWords } from "../i18n";

/** What scrolls can be reached by keyboard, and so has a name. */
export function useScrolling(node: { scrollable?: boolean }) {
  const { text } = useWords();
  return node.scrollable
    ? { tabIndex: 0, "aria-label": text.scrollable, "data-scrollable": "" }
    : {};
}
