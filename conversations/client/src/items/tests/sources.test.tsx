// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://quiz.example/chat/" }
import { act } from "preact/test-utils";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { Annotation, AssistantMessageItem, EntitySource } from "../../protocol/types";
import { loadParts } from "../../widgets/parts";
import { base, Stage } from "./stage";

const page = (title: string, url: string): Annotation["source"] => ({ type: "url", title, url });
const at = (index: number | undefined, source: Annotation["source"]): Annotation => ({
  type: "annotation",
  source,
  ...(index !== undefined && { index }),
});
const cells = page("Cells", "https://biology.example/cells");
const entity: EntitySource = {
  type: "entity",
  id: "bio-101",
  title: "Biology 101",
  inline_label: "BIO",
  interactive: true,
  data: { room: "H 3" },
};

function answer(text: string, ...annotations: Annotation[]): AssistantMessageItem {
  const content = [{ type: "output_text" as const, text, annotations }];
  return { ...base, id: "a", type: "assistant_message", content };
}

/** The text of the answer, its marks in brackets. */
function shown({ host }: Stage): string {
  const text = host.querySelector(".ck-md")?.cloneNode(true) as HTMLElement;
  for (const hidden of text.querySelectorAll(".visually-hidden")) hidden.remove();
  for (const mark of text.querySelectorAll(".mark")) mark.textContent = `[${mark.textContent}]`;
  return (text.textContent ?? "").replace(/\s+/g, " ").trim();
}

function tell(element: Element | null, event: Event): Promise<void> {
  return act(async () => void element?.dispatchEvent(event));
}

afterEach(() => document.body.replaceChildren());

describe("the marks of sources", () => {
  it.each([
    ["in a sentence", "One two three", 7, "One two[1] three"],
    ["at the end", "One two", 7, "One two[1]"],
    ["behind the end", "One two", 99, "One two[1]"],
    ["behind strong words", "**One** two", 7, "One[1] two"],
    ["in strong words", "**One two**", 5, "One[1] two"],
    ["at the end of a paragraph", "One\n\nTwo", 3, "One[1]Two"],
    ["between paragraphs", "One\n\nTwo", 4, "One[1]Two"],
    ["in the second paragraph", "One\n\nTwo three", 8, "OneTwo[1] three"],
    ["in a list", "- one\n- two\n- three", 11, "onetwo[1]three"],
    ["in a nested list", "- one\n  - two\n- three", 13, "onetwo[1]three"],
    ["in a table", "| a | b |\n|---|---|\n| c | d |", 23, "abc[1]d"],
    ["in a link, which stays whole", "[One](https://b.example) two", 3, "One[1] two"],
    ["in code, which stays whole", "`one` two", 2, "one[1] two"],
    ["in a block of code", "```\none\n```\n\ntwo", 5, "CodeCopyone[1]two"],
    ["after an emoji, which Python counts as one", "🙂 one two", 5, "🙂 one[1] two"],
    ["in a character reference", "a &amp; b", 4, "a &[1] b"],
    ["in a quote", "> one\n> two", 11, "one two[1]"],
  ])("stand %s", async (_, text, index, expected) => {
    const stage = await new Stage().show(answer(text, at(index, cells)));
    expect(shown(stage)).toBe(expected);
  });

  it("keep the number of a source that is named again", async () => {
    const lecture: Annotation["source"] = { type: "file", title: "Lecture", filename: "l.pdf" };
    const marks = [at(1, cells), at(1, lecture), at(3, cells), at(undefined, entity)];
    const stage = await new Stage().show(answer("a b c", ...marks));
    expect(shown(stage)).toBe("a[1][2] b[1] c");
    expect(stage.host.querySelector("summary")?.textContent).toBe("3 sources");
  });

  it("are named for those who hear them, and lead to the page", async () => {
    const { host } = await new Stage().show(answer("a", at(1, cells)));
    const mark = host.querySelector<HTMLAnchorElement>("a.mark");
    expect(mark?.getAttribute("aria-label")).toBe("Source 1: Cells");
    expect([mark?.href, mark?.rel]).toEqual([
      "https://biology.example/cells",
      "noopener noreferrer",
    ]);
  });

  it("lead nowhere when the address is none to go to", async () => {
    const evil = page("Evil", "javascript:alert(1)");
    const { host } = await new Stage().show(answer("a", at(1, evil)));
    expect(host.querySelector("[href]")).toBeNull();
    expect(host.querySelector(".sources")?.textContent).toContain("Evil");
  });

  it("come while the answer is written, its list when it is done", async () => {
    const { host } = await new Stage().show(answer("a", at(1, cells)), { live: true });
    expect(host.querySelector(".mark")).not.toBeNull();
    expect(host.querySelector(".sources")).toBeNull();
  });
});

describe("an entity among the sources", () => {
  const known = { id: "bio-101", title: "Biology 101", interactive: true, data: { room: "H 3" } };

  it("is told to the host when it is clicked", async () => {
    const onClick = vi.fn();
    const options = { entities: { onClick } };
    const stage = await new Stage().show(answer("a", at(1, entity)), { options });
    await stage.press("Source 1: BIO, Biology 101");
    expect(onClick).toHaveBeenCalledExactlyOnceWith(known);
  });

  it("is mere words where the host does nothing with it, or it is not interactive", async () => {
    const stage = await new Stage().show(answer("a", at(1, entity)));
    expect(stage.host.querySelector(".mark")?.localName).toBe("span");
    const still = { ...entity, interactive: false };
    const options = { entities: { onClick: () => undefined } };
    const other = await new Stage().show(answer("a", at(1, still)), { options });
    expect(other.host.querySelector(".mark")?.localName).toBe("span");
  });

  it("shows the host's preview while it has the focus; Escape takes it away", async () => {
    await loadParts();
    const preview = { type: "Basic" as const, children: [{ type: "Text" as const, value: "H 3" }] };
    const onRequestPreview = vi.fn(async () => ({ preview }));
    const options = { entities: { onRequestPreview } };
    const { host } = await new Stage().show(answer("a", at(1, entity)), { options });
    const mark = host.querySelector<HTMLElement>("button.mark");
    await tell(mark, new FocusEvent("focus"));
    const box = host.querySelector(".entity-preview");
    expect(box?.textContent).toBe("H 3");
    expect(mark?.getAttribute("aria-describedby")).toBe(box?.id);
    await tell(mark, new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    expect(host.querySelector(".entity-preview")).toBeNull();
    await tell(mark, new FocusEvent("focus"));
    expect(onRequestPreview).toHaveBeenCalledOnce();
  });

  it("has no preview when the host has none, or fails", async () => {
    const log = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    for (const onRequestPreview of [
      async () => ({ preview: null }),
      async () => Promise.reject(new Error("down")),
    ]) {
      const options = { entities: { onRequestPreview } };
      const { host } = await new Stage().show(answer("a", at(1, entity)), { options });
      const mark = host.querySelector<HTMLElement>("button.mark");
      await tell(mark, new FocusEvent("focus"));
      expect(host.querySelector(".entity-preview")).toBeNull();
    }
    log.mockRestore();
  });
});
