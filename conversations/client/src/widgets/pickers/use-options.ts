import { useRef, useState } from "preact/hooks";
import type { SelectOption } from "../types";

/** Without case and accents: "sao" finds "São Paulo". */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLocaleLowerCase();
}

/** The options that have the query in them; those that begin with it come first. */
export function matching(options: readonly SelectOption[], query: string): readonly SelectOption[] {
  const wanted = plain(query.trim());
  if (!wanted) return options;
  const found = options.filter(({ label, description = "" }) =>
    plain(`${label} ${description}`).includes(wanted),
  );
  const rank = ({ label }: SelectOption) => (plain(label).startsWith(wanted) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b));
}

/** The option `steps` further among those that can be chosen; stops at both ends. */
function moved(
  options: readonly SelectOption[],
  active: SelectOption | undefined,
  steps: number,
): SelectOption | undefined {
  const open = options.filter((option) => !option.disabled);
  const from = active ? open.indexOf(active) : -1;
  const to = from === -1 && steps < 0 ? open.length - 1 : from + steps;
  return open[Math.max(0, Math.min(to, open.length - 1))];
}

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
const ENDS: Record<string, number> = { Home: -1e9, End: 1e9 };

/** Letters typed in quick succession belong together. */
const TYPING = 700;

function useTyping() {
  const typed = useRef({ text: "", at: 0 });
  return (key: string) => {
    const now = Date.now();
    const goesOn = now - typed.current.at < TYPING;
    typed.current = { text: (goesOn ? typed.current.text : "") + plain(key), at: now };
    return typed.current.text;
  };
}

/** Which options are found, which of them is active, and what the keys do. */
export function useOptions(props: {
  options: readonly SelectOption[];
  value: string;
  searchable: boolean;
  onChoose(option: SelectOption): void;
}) {
  const { options, value, searchable, onChoose } = props;
  const [query, setQuery] = useState("");
  const [marked, setMarked] = useState(options.find((option) => option.value === value));
  const type = useTyping();
  const found = matching(options, query);
  const active = marked && found.includes(marked) ? marked : moved(found, undefined, 1);

  function typeAhead(key: string) {
    const start = type(key);
    const open = found.filter((option) => !option.disabled);
    setMarked(open.find(({ label }) => plain(label).startsWith(start)) ?? active);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.isComposing) return;
    const steps = STEPS[event.key] ?? (searchable ? undefined : ENDS[event.key]);
    if (steps !== undefined) setMarked(moved(found, active, steps));
    else if (event.key === "Enter" && active) onChoose(active);
    else if (!searchable && event.key === " " && active) onChoose(active);
    else if (!searchable && event.key.length === 1) return typeAhead(event.key);
    else return;
    event.preventDefault();
  }

  return { query, search: setQuery, found, active, onKeyDown };
}
