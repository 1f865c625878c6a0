// @vitest-environment happy-dom
// @vitest-environment-options { "url": "https://quiz.example/chat/" }
import { afterEach, describe, expect, it } from "vitest";
import type { Task, Workflow, WorkflowItem } from "../../protocol/types";
import { base, Stage } from "./stage";

const search: Task = {
  type: "web_search",
  queries: ["mitosis"],
  sources: [{ type: "url", title: "Cells", url: "https://biology.example/cells" }],
  status_indicator: "complete",
};
const files: Task = {
  type: "file",
  title: "Read a file",
  sources: [{ type: "file", title: "Lecture", filename: "lecture.pdf" }],
  status_indicator: "loading",
};
const thought: Task = { type: "thought", content: "So **four**." };
const picture: Task = { type: "image" };
const custom: Task = { type: "custom", title: "Compared", icon: "lab", content: "Alike" };

function steps(value: Partial<Workflow>): WorkflowItem {
  return { ...base, id: "w", type: "workflow", workflow: { type: "custom", tasks: [], ...value } };
}

const toggle = ({ host }: Stage) => host.querySelector<HTMLButtonElement>("[aria-expanded]");

afterEach(() => document.body.replaceChildren());

describe("the steps of an answer", () => {
  it.each([
    ["the time", { type: "reasoning" as const, summary: { duration: 1 } }, "Thought for 1 second"],
    ["a title", { summary: { title: "Compared two" } }, "Compared two"],
    ["nothing", {}, "Steps"],
    ["nothing, for reasoning", { type: "reasoning" as const }, "Thought about it"],
  ])("are summed up by %s", async (_, workflow, title) => {
    const stage = await new Stage().show(steps(workflow));
    expect(toggle(stage)?.textContent).toBe(title);
  });

  it("say what is being done while it is", async () => {
    const stage = await new Stage().show(steps({ tasks: [search, files] }), { live: true });
    expect(toggle(stage)?.textContent).toBe("Read a file");
    expect(toggle(stage)?.querySelector(".spinner")).not.toBeNull();
  });

  it("are folded away until they are opened, or the server opens them", async () => {
    const stage = await new Stage().show(steps({ tasks: [thought] }));
    expect(stage.host.querySelector("ol")?.hidden).toBe(true);
    await stage.press("Steps");
    expect(toggle(stage)?.getAttribute("aria-expanded")).toBe("true");
    expect(stage.host.querySelector("ol")?.hidden).toBe(false);
    const opened = await new Stage().show(steps({ expanded: true }));
    expect(opened.host.querySelector("ol")?.hidden).toBe(false);
  });

  it("stay as the reader left them when one comes", async () => {
    const stage = await new Stage().show(steps({ tasks: [search], expanded: true }), {
      live: true,
    });
    toggle(stage)?.click();
    await stage.show(steps({ tasks: [search, files], expanded: true }), { live: true });
    expect(stage.host.querySelector("ol")?.hidden).toBe(true);
  });

  it("show each kind with what it found, and how far it is", async () => {
    const tasks = [search, files, thought, picture, custom];
    const { host } = await new Stage().show(steps({ tasks, expanded: true }));
    expect([...host.querySelectorAll("ol > li")].map((step) => step.textContent)).toEqual([
      "Searched the webmitosisCells biology.example (opens in a new tab)",
      "Under wayRead a fileLecture lecture.pdf",
      "ThoughtSo four.",
      "Looked at a picture",
      "ComparedAlike",
    ]);
    expect(host.querySelector('[aria-label="Done"]')).not.toBeNull();
    expect(host.querySelector<HTMLAnchorElement>("a.source")?.href).toBe(
      "https://biology.example/cells",
    );
  });

  it("of a kind that is not known show their title", async () => {
    const nap = { type: "nap", title: "Slept on it" } as unknown as Task;
    const { host } = await new Stage().show(steps({ tasks: [nap], expanded: true }));
    expect(host.querySelector("ol")?.textContent).toBe("Slept on it");
  });
});

it("a task of its own needs no steps around it", async () => {
  const { host } = await new Stage().show({ ...base, id: "t", type: "task", task: files });
  expect(host.textContent).toBe("Read a fileLecture lecture.pdf");
});

describe("a picture that is made", () => {
  const image = (url?: string, progress?: number) => ({
    ...base,
    id: "i",
    type: "generated_image" as const,
    ...(url && { image: { id: "p", url } }),
    ...(progress !== undefined && { progress }),
  });

  it("has a bar as long as it is being made", async () => {
    const { host } = await new Stage().show(image(undefined, 0.4), { live: true });
    const bar = host.querySelector("progress");
    expect([bar?.value, bar?.getAttribute("aria-label")]).toEqual([0.4, "Making a picture"]);
    const whole = await new Stage().show(image("/cell.png"));
    expect(whole.host.querySelector("progress")).toBeNull();
    expect(whole.host.querySelector("img")?.alt).toBe("Generated picture");
  });

  it("that never came says so", async () => {
    const { host } = await new Stage().show(image());
    expect(host.textContent).toContain("could not be loaded");
  });

  it("is shown from this site and from allowed domains only", async () => {
    const elsewhere = image("https://images.example/cell.png");
    const blocked = await new Stage().show(elsewhere);
    expect(blocked.host.querySelector("img")).toBeNull();
    expect(blocked.host.textContent).toContain("not allowed here");
    const allowed = await new Stage().show(elsewhere, { imageDomains: ["images.example"] });
    expect(allowed.host.querySelector("img")?.src).toBe("https://images.example/cell.png");
  });
});

describe("a tool of the page", () => {
  const call = (status: "pending" | "completed") => ({
    ...base,
    id: "c",
    type: "client_tool_call" as const,
    status,
    call_id: "1",
    name: "open_page",
    arguments: {},
  });

  it.each([
    ["at work says so", "pending" as const, true, "Working on your page…"],
    ["that never answered says so", "pending" as const, false, "interrupted"],
  ])("%s", async (_, status, live, words) => {
    const { host } = await new Stage().show(call(status), { live });
    expect(host.textContent).toContain(words);
  });

  it("that has answered shows nothing", async () => {
    const { host } = await new Stage().show(call("completed"));
    expect(host.textContent).toBe("");
  });
});
