import type { Chat } from "../../../context";
import type { Area } from "../../edit";
import type { BuiltIn } from "./options";

/** Every button of the composer as a command. */
export function builtIns({ options, text, composer }: Chat, area: Area): BuiltIn[] {
  const { attachments, tools = [], dictation } = options.composer ?? {};
  const form = area.current?.form;
  const press = (selector: string) => () => form?.querySelector<HTMLElement>(selector)?.click();
  const file = "[data-composer-files]";
  const commands: BuiltIn[] = [];
  const add = (...command: BuiltIn[]) => commands.push(...command);
  if (attachments?.enabled)
    add({ key: "attach", label: text.attachFiles, icon: "lucide:paperclip", run: press(file) });
  add(
    ...tools.map(({ id, label, icon }) => ({
      key: `tool ${id}`,
      label,
      icon,
      run: () => composer.desk.setValue({ toolId: id }),
    })),
  );
  const microphone = "[data-composer-dictate]";
  if (dictation?.enabled)
    add({ key: "dictate", label: text.dictate, icon: "lucide:mic", run: press(microphone) });
  return commands;
}
