// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it } from "vitest";
import type { StructuredInputItem } from "../../protocol/types";
import { ChatContext } from "../../ui/context";
import { StructuredInputForm } from "../structured-input/form";
import { base, Stage } from "./stage";

const questions: StructuredInputItem = {
  ...base,
  id: "q",
  type: "structured_input",
  status: "pending",
  inputs: [
    {
      type: "multiple_choice",
      id: "topic",
      question: "Topic?",
      options: [{ value: "Cells" }, { value: "Genes" }],
    },
    {
      type: "multiple_choice",
      id: "days",
      question: "Days?",
      options: [{ value: "Monday" }, { value: "Friday" }],
      multiple: true,
    },
    { type: "freeform", id: "goal", question: "Goal?", description: "A sentence" },
  ],
};

async function asked() {
  const stage = new Stage().open([questions]);
  const form = (
    <ChatContext.Provider value={stage.chat()}>
      <StructuredInputForm item={questions} />
    </ChatContext.Provider>
  );
  await act(() => render(form, stage.host));
  const field = (selector: string) => stage.host.querySelector<HTMLInputElement>(selector);
  const write = (selector: string, value: string) => {
    const input = field(selector);
    if (!input) throw new Error(`There is no ${selector}.`);
    input.value = value;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const send = () => stage.press("Send answers");
  const input = () => stage.server.sent.at(-1)?.params.input;
  return { stage, field, write, send, input };
}

afterEach(() => document.body.replaceChildren());

describe("questions in the place of the composer", () => {
  it("send what was chosen and written; the rest counts as skipped", async () => {
    const { field, write, send, input, stage } = await asked();
    field('[value="Cells"]')?.click();
    field('[value="Monday"]')?.click();
    write('[aria-label="Your own answer to: Days?"]', " Sunday ");
    await send();
    expect(stage.server.sent.at(-1)).toMatchObject({
      type: "threads.add_structured_input",
      params: { thread_id: "t", item_id: "q" },
    });
    expect(input()).toEqual({
      status: "answered",
      answers: {
        topic: { values: ["Cells"], skipped: false },
        days: { values: ["Monday", "Sunday"], skipped: false },
        goal: { values: [], skipped: true },
      },
    });
  });

  it("take one answer to a single choice, words of one's own too", async () => {
    const { field, write, send, input } = await asked();
    field('[value="Cells"]')?.click();
    write('[aria-label="Your own answer to: Topic?"]', "Ecology");
    write("textarea", "Pass");
    await send();
    expect(input()).toMatchObject({
      answers: { topic: { values: ["Ecology"] }, goal: { values: ["Pass"] } },
    });
  });

  it("ask for an answer when there is none, and send nothing", async () => {
    const { stage, send } = await asked();
    await send();
    expect(stage.host.querySelector('[role="alert"]')?.textContent).toContain("at least one");
    expect(stage.server.sent).toEqual([]);
  });

  it("can be skipped", async () => {
    const { stage, input } = await asked();
    await stage.press("Skip");
    expect(input()).toEqual({ status: "skipped", answers: {} });
  });

  it("keep what was answered when it could not be sent", async () => {
    const { stage, write, send, field } = await asked();
    write("textarea", "Pass");
    await send();
    expect(stage.server.state().failure?.message).toBe("Not now.");
    expect(field("textarea")?.value).toBe("Pass");
    expect(stage.host.querySelector("form")?.getAttribute("aria-busy")).toBe("false");
  });

  it("have names: of the form, of each group, of each field", async () => {
    const { stage, field } = await asked();
    expect(stage.host.querySelector('form[aria-label="Questions for you"]')).not.toBeNull();
    const legends = [...stage.host.querySelectorAll("fieldset > legend")];
    expect(legends.map(({ textContent }) => textContent)).toEqual(["Topic?", "Days?"]);
    const text = field("textarea");
    expect(stage.host.querySelector(`label[for="${text?.id}"]`)?.textContent).toBe("Goal?");
    const more = text?.getAttribute("aria-describedby");
    expect(stage.host.querySelector(`[id="${more}"]`)?.textContent).toBe("A sentence");
  });
});

describe("questions in the thread", () => {
  it.each([
    ["wait for their answers", "pending" as const, "Please answer the questions below."],
    ["were skipped", "skipped" as const, "You skipped these questions."],
  ])("that %s say so", async (_, status, words) => {
    const { host } = await new Stage().show({ ...questions, status });
    expect(host.textContent).toBe(words);
  });

  it("show what was answered", async () => {
    const [topic, days] = questions.inputs;
    if (!topic || !days) throw new Error("no questions");
    const inputs = [
      { ...topic, answer: { values: ["Cells", "Genes"] } },
      { ...days, answer: { values: [], skipped: true } },
    ];
    const { host } = await new Stage().show({ ...questions, status: "answered", inputs });
    expect(host.textContent).toBe("Topic?Cells, GenesDays?Skipped");
  });
});
