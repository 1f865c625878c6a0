import type { JSX } from "preact";
import { useChat } from "../../context";
import { IconButton } from "../../icon-button";
import { type Area, replaceText } from "../edit";

/** Begins a search for something to mention. */
export function MentionButton(props: { area: Area; isDisabled: boolean }): JSX.Element {
  const { text } = useChat();
  const begin = () => {
    const area = props.area.current;
    if (!area) return;
    const before = area.value.slice(0, area.selectionStart);
    replaceText(area, /\S$/.test(before) ? " @" : "@");
  };
  return (
    <IconButton
      icon="lucide:at-sign"
      label={text.mention}
      disabled={props.isDisabled}
      onClick={begin}
    />
  );
}
