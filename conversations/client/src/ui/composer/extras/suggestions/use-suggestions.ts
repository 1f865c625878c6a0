import type { Command, Entity } from "@openai/chatkit";
import { useEffect, useRef, useState } from "preact/hooks";
import { type InputTag, tagText } from "../../../../state/composer-text";
import { type Chat, useChat } from "../../../context";
import { useLatest } from "../../../use-store";
import { type Area, replaceText } from "../../edit";
import { useCaret } from "../use-caret";
import { builtIns } from "./built-ins";
import { findCommands, findEntities, type Outcome, type Suggestion } from "./options";
import { findTrigger, type Trigger } from "./trigger";

/** null: still being looked for. */
export type Found = readonly Suggestion[] | "failed" | null;

export interface Suggesting {
  trigger: Trigger;
  found: Found;
  take(suggestion: Suggestion): void;
  dismiss(): void;
}

/** What fits what stands before the caret, while there is an "@" or a "/" to look for. */
export function useSuggestions(area: Area): Suggesting | null {
  const chat = useChat();
  const { model } = chat.composer;
  const { text, tags } = useLatest(model.store);
  const caret = useCaret(area);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const [menu, setMenu] = useState<readonly Command[] | null>(null);
  const offered = {
    tags: !!chat.options.entities?.onTagSearch,
    commands: !!chat.options.commands?.enabled,
  };
  const trigger = caret === null ? null : findTrigger(text, caret, tags, offered);
  const found = useSearch(chat, trigger, menu, area);
  useEffect(() => {
    if (trigger) return;
    setMenu(null);
    setDismissed(null);
  }, [trigger === null]);
  const isFruitless = found?.length === 0 && /\s/.test(trigger?.query ?? "");
  if (!trigger || trigger.start === dismissed || isFruitless) return null;
  return {
    trigger,
    found,
    dismiss: () => setDismissed(trigger.start),
    take: (suggestion) => void take(suggestion, trigger, area, chat, setMenu),
  };
}

/** The answer to the latest question; those to earlier ones come to nothing. */
function useSearch(
  chat: Chat,
  trigger: Trigger | null,
  menu: readonly Command[] | null,
  area: Area,
): Found {
  const [found, setFound] = useState<Found>(null);
  const latest = useRef(0);
  useEffect(() => {
    const number = ++latest.current;
    if (!trigger) return setFound(null);
    const answer = (suggestions: Found) => number === latest.current && setFound(suggestions);
    const { kind, query } = trigger;
    const search =
      kind === "tag"
        ? findEntities(chat, query)
        : findCommands(chat, query, builtIns(chat, area), menu);
    search.then(answer, (error: unknown) => {
      answer("failed");
      report(chat, error);
    });
  }, [trigger?.kind, trigger?.start, trigger?.query, menu]);
  return found;
}

async function take(
  suggestion: Suggestion,
  trigger: Trigger,
  area: Area,
  chat: Chat,
  openMenu: (commands: readonly Command[] | null) => void,
): Promise<void> {
  let outcome: Outcome;
  try {
    outcome = await suggestion.take();
  } catch (error) {
    return report(chat, error);
  }
  if (!area.current) return;
  openMenu(outcome.type === "menu" ? outcome.commands : null);
  const { start, end } = stillThere(trigger, area.current);
  if (outcome.type === "menu") replaceText(area.current, "/", start, end);
  else if (outcome.type === "entity") insertTag(chat, area.current, outcome.entity, start, end);
  else replaceText(area.current, "", start, end);
}

/** Where the sign and its query are; the caret, when they were changed while the host thought. */
function stillThere({ kind, query, start, end }: Trigger, area: HTMLTextAreaElement) {
  const looked = (kind === "tag" ? "@" : "/") + query;
  const caret = area.selectionEnd;
  return area.value.slice(start, end) === looked ? { start, end } : { start: caret, end: caret };
}

function insertTag(
  { composer }: Chat,
  area: HTMLTextAreaElement,
  entity: Entity,
  start: number,
  end: number,
): void {
  const { id, title, group, data = {}, interactive } = entity;
  const tag: InputTag = {
    type: "input_tag",
    id,
    text: title,
    data,
    ...(group !== undefined && { group }),
    ...(interactive !== undefined && { interactive }),
  };
  const written = tagText(tag);
  const space = /^\s/.test(area.value.slice(end)) ? "" : " ";
  replaceText(area, written + space, start, end);
  composer.desk.placeTag({ start, end: start + written.length, tag });
}

function report({ composer, text }: Chat, thrown: unknown): void {
  const error = thrown instanceof Error ? thrown : new Error(String(thrown));
  composer.desk.complain(text.suggestionsFailed);
  composer.desk.host.emit("chatkit.error", { error });
}
