import type { ModelOption } from "@openai/chatkit";
import type { JSX } from "preact";
import { useChat } from "../../context";
import { useLatest } from "../../use-store";
import type { Area } from "../edit";
import { MenuButton } from "./menu";

/** Who answers. */
export function ModelMenu(props: {
  models: readonly ModelOption[];
  area: Area;
  isDisabled: boolean;
}): JSX.Element {
  const { text, composer } = useChat();
  useLatest(composer.desk.store);
  const chosen = composer.desk.model;
  return (
    <MenuButton
      class="model"
      label={chosen ? text.chooseModel(chosen.label) : text.model}
      caption={chosen?.label ?? text.model}
      menuLabel={text.model}
      isDisabled={props.isDisabled}
      atEnd
      items={props.models.map(({ id, label, description, disabled }) => ({
        key: id,
        label,
        description,
        isDisabled: disabled,
        isChosen: id === chosen?.id,
        pick: () => {
          composer.desk.setValue({ modelId: id });
          props.area.current?.focus();
        },
      }))}
    />
  );
}
