import type { Command, Entity } from "@openai/chatkit";
import type { Chat } from "../../../context";

/** What becomes of the text when a suggestion was taken. */
export type Outcome =
  | { type: "nothing" }
  | { type: "entity"; entity: Entity }
  | { type: "menu"; commands: readonly Command[] };

export interface Suggestion {
  key: string;
  label: string;
  description?: string | undefined;
  icon?: string | undefined;
  group?: string | undefined;
  take(): Promise<Outcome>;
}

/** What the composer can do by itself; `run` once the "/" is out of the text. */
export interface BuiltIn {
  key: string;
  label: string;
  icon: string;
  run(): void;
}

export async function findEntities(chat: Chat, query: string): Promise<Suggestion[]> {
  const entities = (await chat.options.entities?.onTagSearch?.(query)) ?? [];
  const suggestions = entities.map((entity) => ({
    key: `entity ${entity.group ?? ""} ${entity.id}`,
    label: entity.title,
    icon: entity.icon,
    group: entity.group,
    take: async (): Promise<Outcome> => ({ type: "entity", entity }),
  }));
  return byGroup(suggestions);
}

/** The composer's own commands and the host's, or those of the menu that a command opened. */
export async function findCommands(
  chat: Chat,
  query: string,
  builtIns: readonly BuiltIn[],
  menu: readonly Command[] | null,
): Promise<Suggestion[]> {
  if (menu) return byGroup(menu.filter((command) => isMatch(command, query)).map(asked(chat)));
  const own = builtIns
    .filter((command) => isMatch(command, query))
    .map((command) => fromBuiltIn(command, chat.text.message));
  const found = (await chat.options.commands?.onSearch?.(query)) ?? [];
  return byGroup([...found.map(asked(chat)), ...own]);
}

function asked(chat: Chat): (command: Command) => Suggestion {
  return (command) => ({
    ...command,
    key: `command ${command.id}`,
    take: async () => (await chat.options.commands?.onSelect?.(command)) || { type: "nothing" },
  });
}

function fromBuiltIn({ run, ...shown }: BuiltIn, group: string): Suggestion {
  return {
    ...shown,
    key: `built-in ${shown.key}`,
    group,
    take: async () => {
      setTimeout(run); // after the text is put right, which takes the focus
      return { type: "nothing" };
    },
  };
}

function isMatch(
  { label, description }: Pick<Command, "label" | "description">,
  query: string,
): boolean {
  const words = `${label} ${description ?? ""}`.toLocaleLowerCase();
  return words.includes(query.trim().toLocaleLowerCase());
}

/** Groups stand together, in the order of their first suggestions. */
function byGroup(suggestions: Suggestion[]): Suggestion[] {
  const groups = [...new Set(suggestions.map(({ group }) => group))];
  return groups.flatMap((name) => suggestions.filter(({ group }) => group === name));
}
