import type { StartScreenPrompt } from "@openai/chatkit";
import type { JSX } from "preact";
import { Icon } from "../icons/icon";
import type { Failure } from "../state/reducer";
import { useChat } from "./context";
import { FailureAlert } from "./failure";

/** What a new chat shows before its first message. */
export function StartScreen({ failure }: { failure: Failure | null }): JSX.Element {
  const { options, text, composer } = useChat();
  const { greeting = text.greeting, prompts = [] } = options.startScreen ?? {};
  const use = ({ prompt }: StartScreenPrompt) => {
    const text = { type: "input_text" as const, text: String(prompt) };
    void composer.model.sendPrompt(typeof prompt === "string" ? [text] : prompt);
    composer.follow();
  };
  return (
    <div class="start">
      <div class="column">
        <h3>{greeting}</h3>
        {prompts.length > 0 && (
          <ul class="prompts" aria-label={text.suggestions}>
            {prompts.map((prompt, at) => (
              <li key={at}>
                <button type="button" onClick={() => use(prompt)}>
                  {prompt.icon && <Icon name={prompt.icon} />}
                  <span>{prompt.label}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
        {failure && <FailureAlert failure={failure} />}
      </div>
    </div>
  );
}
