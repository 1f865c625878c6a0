import { describe, expect, it } from "vitest";
import { unknownOptions } from "../options";

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
});
