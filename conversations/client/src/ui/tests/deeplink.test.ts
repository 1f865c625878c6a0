// @vitest-environment happy-dom
import { describe, expect, it } from "vitest";
import { readDeeplink } from "../deeplink";

describe("a deeplink", () => {
  const clicked = (href: string) => {
    const link = document.createElement("a");
    link.href = href;
    let found: ReturnType<typeof readDeeplink> = null;
    link.addEventListener("click", (event) => {
      event.preventDefault();
      found = readDeeplink(event);
    });
    document.body.append(link);
    link.click();
    return found;
  };

  it("has a name and data; other links have none", () => {
    expect(clicked("chatkit-link://open-quiz?slug=cells")).toEqual({
      name: "open-quiz",
      data: { slug: "cells" },
    });
    expect(clicked("https://example.org/")).toBeNull();
  });
});
