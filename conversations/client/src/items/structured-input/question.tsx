import type { JSX } from "preact";
import { useId, useRef } from "preact/hooks";
import { useWords } from "../../i18n";
import type { FreeformInput, MultipleChoiceInput, StructuredInput } from "../../protocol/types";
import { OTHER, otherName } from "./read";

/** One question: a choice with room for words of one's own, or a text. */
export function Question({ input }: { input: StructuredInput }): JSX.Element {
  return input.type === "multiple_choice" ? <Choice input={input} /> : <Freeform input={input} />;
}

function Choice({ input }: { input: MultipleChoiceInput }): JSX.Element {
  const { text } = useWords();
  const other = useRef<HTMLInputElement>(null);
  const type = input.multiple ? "checkbox" : "radio";
  return (
    <fieldset>
      <legend dir="auto">{input.question}</legend>
      {input.options.map(({ value }) => (
        <label key={value} class="question-option">
          <input type={type} name={input.id} value={value} />
          <span dir="auto">{value}</span>
        </label>
      ))}
      <div class="question-option">
        <label>
          <input type={type} name={input.id} value={OTHER} ref={other} />
          <span>{text.questionOther}</span>
        </label>
        <input
          type="text"
          name={otherName(input.id)}
          aria-label={text.questionOtherLabel(input.question)}
          dir="auto"
          onInput={(event) => {
            if (other.current && event.currentTarget.value) other.current.checked = true;
          }}
        />
      </div>
    </fieldset>
  );
}

function Freeform({ input }: { input: FreeformInput }): JSX.Element {
  const id = useId();
  return (
    <div class="question">
      <label for={id} dir="auto">
        {input.question}
      </label>
      {input.description && (
        <p id={`${id}-more`} dir="auto">
          {input.description}
        </p>
      )}
      <textarea
        id={id}
        name={input.id}
        rows={2}
        dir="auto"
        aria-describedby={input.description ? `${id}-more` : undefined}
      />
    </div>
  );
}
