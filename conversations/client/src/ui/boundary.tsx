import { Component, type ComponentChildren } from "preact";
import { useWords } from "../i18n";

/** A part of the chat in which a mistake stays: the rest goes on. */
export class Boundary extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };

  override componentDidCatch(error: unknown): void {
    this.setState({ broken: true });
    console.error("openai-chatkit: a part could not be shown", error);
  }

  override render(): ComponentChildren {
    if (!this.state.broken) return this.props.children;
    return <BrokenPart onRetry={() => this.setState({ broken: false })} />;
  }
}

function BrokenPart({ onRetry }: { onRetry: () => void }) {
  const { text } = useWords();
  return (
    <div class="broken" role="alert">
      {text.brokenPart}
      <button type="button" class="text-button" onClick={onRetry}>
        {text.tryAgain}
      </button>
    </div>
  );
}
