import type { ToolOption } from "@openai/chatkit";
import type { JSX } from "preact";
import { Icon } from "../../../icons/icon";
import { useChat } from "../../context";
import { useLatest } from "../../use-store";
import type { Area } from "../edit";
import { MenuButton } from "./menu";

/** The menu of tools, the tools beside it, and the one that was taken from the menu. */
export function ToolButtons(props: {
  tools: readonly ToolOption[];
  area: Area;
  isDisabled: boolean;
}): JSX.Element {
  const { tools, isDisabled } = props;
  const { text, composer } = useChat();
  const { toolId } = useLatest(composer.desk.store);
  const choose = (id: string | null) => {
    composer.desk.setValue({ toolId: id });
    props.area.current?.focus();
  };
  const inMenu = tools.filter(({ pinned }) => !pinned);
  const taken = inMenu.find(({ id }) => id === toolId);
  return (
    <>
      {inMenu.length > 0 && (
        <MenuButton
          class="icon-button"
          icon="settings-slider"
          label={text.tools}
          menuLabel={text.tools}
          isDisabled={isDisabled}
          items={inMenu.map(({ id, label, icon }) => ({
            key: id,
            label,
            icon,
            isChosen: id === toolId,
            pick: () => choose(id === toolId ? null : id),
          }))}
        />
      )}
      {tools
        .filter(({ pinned }) => pinned)
        .map((tool) => (
          <button
            key={tool.id}
            type="button"
            class="tool"
            title={tool.label}
            aria-pressed={tool.id === toolId}
            disabled={isDisabled}
            onClick={() => choose(tool.id === toolId ? null : tool.id)}
          >
            <Icon name={tool.icon} size={18} />
            <span class="tool-name">{tool.shortLabel ?? tool.label}</span>
          </button>
        ))}
      {taken && (
        <button
          type="button"
          class="tool taken"
          aria-label={text.removeTool(taken.label)}
          title={text.removeTool(taken.label)}
          disabled={isDisabled}
          onClick={() => choose(null)}
        >
          <Icon name={taken.icon} size={18} />
          {taken.shortLabel ?? taken.label}
          <Icon name="close" size={14} />
        </button>
      )}
    </>
  );
}
