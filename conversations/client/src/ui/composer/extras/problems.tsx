import type { JSX } from "preact";
import { Icon } from "../../../icons/icon";
import { useChat } from "../../context";
import { IconButton } from "../../icon-button";

/** What was not taken, and why. */
export function Problems({ problems }: { problems: readonly string[] }): JSX.Element {
  const { text, composer } = useChat();
  return (
    <div class="problems" role="alert">
      <Icon name="lucide:circle-alert" size={18} />
      <div>
        {problems.map((problem) => (
          <p key={problem}>{problem}</p>
        ))}
      </div>
      <IconButton
        small
        icon="close"
        label={text.dismiss}
        onClick={() => {
          composer.desk.complain();
          composer.focus();
        }}
      />
    </div>
  );
}
