import { describe, expect, it, vi } from "vitest";
import { unknownOptions, warnOfUnknown } from "../options";

const api = { url: "/chatkit", domainKey: "anything" };

describe("options", () => {
  it("that are known, at every depth, are not remarked on", () => {
    const options = {
      api,
      theme: { color: { accent: { primary: "#123456", level: 2 } } },
      header: { leftAction: { icon: "home", onClick() {} } },
      startScreen: { prompts: [{ label: "a", prompt: "b", extra: 1 }] },
      onClientTool: () => ({}),
    };
    expect(unknownOptions(options)).toEqual([]);
    expect(unknownOptions({ api, theme: "dark" })).toEqual([]);
  });

  it("that are unknown are named by their path", () => {
    const options = { api: { ...api, uploadstrategy: {} }, them: "dark", composer: { tool: [] } };
    expect(unknownOptions(options)).toEqual(["api.uploadstrategy", "them", "composer.tool"]);
  });

  it("that are unknown are warned of once, and never thrown at", () => {
    const warn = vi.fn();
    warnOfUnknown({ api, colour: "red" }, warn);
    warnOfUnknown({ api, colour: "blue" }, warn);
    expect(warn).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('"colour"'));
  });
});
