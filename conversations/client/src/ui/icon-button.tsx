import type { JSX, Ref } from "preact";
import { Icon } from "../icons/icon";

export function IconButton(props: {
  icon: string;
  label: string;
  onClick: () => void;
  small?: boolean;
  pressed?: boolean;
  disabled?: boolean;
  buttonRef?: Ref<HTMLButtonElement>;
}): JSX.Element {
  const { icon, label, onClick, small, pressed, disabled, buttonRef } = props;
  return (
    <button
      type="button"
      class={small ? "icon-button small" : "icon-button"}
      aria-label={label}
      title={label}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
      ref={buttonRef}
    >
      <Icon name={icon} size={small ? 16 : 20} />
    </button>
  );
}
