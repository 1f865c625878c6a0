import type { JSX } from "preact";
import { Icon } from "../icons/icon";
import type { Failure } from "../state/reducer";
import { useChat } from "./context";
import { IconButton } from "./icon-button";

/** What failed, in a sentence, with the way to try it again where there is one. */
export function FailureAlert({ failure }: { failure: Failure }): JSX.Element {
  const { controller, text } = useChat();
  return (
    <div class="alert danger" role="alert">
      <Icon name="lucide:circle-alert" />
      <div>
        <strong>{text.errorTitle}</strong>
        {failure.message}
        {failure.canRetry && (
          <div>
            <button type="button" class="text-button" onClick={() => void controller.retry()}>
              {text.tryAgain}
            </button>
          </div>
        )}
        <ReloadButton failure={failure} label={text.reload} />
      </div>
      <IconButton
        small
        icon="close"
        label={text.dismiss}
        onClick={() => controller.store.dispatch({ type: "local.failure_dismissed" })}
      />
    </div>
  );
}

/** The way back in for whoever was signed out: the page then leads to signing in. */
export function ReloadButton(props: { failure: Failure; label: string }): JSX.Element | null {
  if (!props.failure.needsReload) return null;
  return (
    <div>
      <button type="button" class="text-button" onClick={() => location.reload()}>
        {props.label}
      </button>
    </div>
  );
}
