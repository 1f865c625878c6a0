// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { card, type Sent, Stage } from "./stage";

let stage: Stage;
beforeEach(() => {
  vi.spyOn(console, "debug").mockImplementation(() => {});
  stage = new Stage();
});
afterEach(() => {
  stage.host.remove();
  vi.restoreAllMocks();
});

const words = { type: "Text", value: "What was written" };
const confirm = { label: "Send", action: { type: "send" } };
const isOpen = () => !stage.find(".ck-card-body").parentElement?.hidden;

describe("a collapsed card", () => {
  test("shows its status, and its body when that is pressed", async () => {
    await stage.show({ ...card(words), collapsed: true, status: { text: "Sent" } });
    const button = stage.button("Sent");
    expect([isOpen(), button.getAttribute("aria-expanded")]).toEqual([false, "false"]);
    await stage.press(button);
    expect([isOpen(), button.getAttribute("aria-expanded")]).toEqual([true, "true"]);
    const body = document.getElementById(button.getAttribute("aria-controls") ?? "");
    expect(body?.textContent).toBe("What was written");
  });

  test("without a status is headed by its first text, else by a word", async () => {
    await stage.show({ ...card(words), collapsed: true });
    expect(stage.find(".ck-disclosure").textContent).toBe("What was written");
    await stage.show({ ...card({ type: "Image", src: "/x.png" }), collapsed: true });
    expect(stage.find(".ck-disclosure").textContent).toBe("Details");
  });

  test("with something to decide stays open until that was answered", async () => {
    await stage.show({ ...card(words), collapsed: true, confirm });
    expect(isOpen()).toBe(true);
    await stage.press(stage.button("Send"));
    expect(isOpen()).toBe(true);
    await stage.answer();
    expect(isOpen()).toBe(false);
  });

  test("stays open when the answer is a failure", async () => {
    const asForm = true;
    await stage.show({ ...card(words), asForm, collapsed: true, confirm });
    await stage.press(stage.button("Send"));
    await stage.answer(new Error("offline"));
    expect(isOpen()).toBe(true);
    await stage.press(stage.button("Send"));
    await stage.answer();
    expect(isOpen()).toBe(false);
  });

  test("closes when the server says so", async () => {
    const open: Sent = { ...card(words), status: { text: "Question" }, collapsed: false };
    await stage.show(open);
    expect(isOpen()).toBe(true);
    await stage.show({ ...open, collapsed: true });
    expect(isOpen()).toBe(false);
  });
});

test("a list that decides for itself never hides a single row", async () => {
  const rows = (count: number) =>
    Array.from({ length: count }, () => ({ type: "ListViewItem", children: [words] }));
  const count = async (children: unknown[]) => {
    await stage.show(
      { type: "ListView", limit: "auto", children },
      { itemId: `${children.length}` },
    );
    return stage.host.querySelectorAll("li").length;
  };
  expect([await count(rows(11)), await count(rows(12))]).toEqual([11, 10]);
});
