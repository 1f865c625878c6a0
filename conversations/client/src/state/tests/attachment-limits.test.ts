import { describe, expect, it } from "vitest";
import { acceptAttribute, isAccepted, maxSizeOf } from "../attachment-limits";

const MEGABYTE = 1024 * 1024;

describe("the largest size", () => {
  it("is one for all, or one for each kind, the most exact first", () => {
    expect(maxSizeOf("image/png", 5)).toBe(5);
    const limits = { "image/png": 1, "image/*": 2, "*": 3 };
    expect(maxSizeOf("image/png", limits)).toBe(1);
    expect(maxSizeOf("IMAGE/GIF", limits)).toBe(2);
    expect(maxSizeOf("text/plain", limits)).toBe(3);
    expect(maxSizeOf("", { "": 4, "text/*": 1 })).toBe(4);
  });

  it("is 100 MB where nothing is said", () => {
    expect(maxSizeOf("text/plain", undefined)).toBe(100 * MEGABYTE);
    expect(maxSizeOf("text/plain", { "image/*": 2 })).toBe(100 * MEGABYTE);
  });
});

describe("a file", () => {
  const file = (name: string, type = "") => ({ name, type });

  it("is accepted by its extension where some are listed, else by its type", () => {
    const accept = { "image/*": [".png", ".JPG"], "text/*": [], "application/pdf": [".pdf"] };
    expect(isAccepted(file("a.png", "image/png"), accept)).toBe(true);
    expect(isAccepted(file("A.jpg"), accept)).toBe(true);
    expect(isAccepted(file("a.gif", "image/gif"), accept)).toBe(false);
    expect(isAccepted(file("notes", "text/markdown"), accept)).toBe(true);
    expect(isAccepted(file("scan", "application/pdf"), accept)).toBe(true);
    expect(isAccepted(file("virus.exe", "application/x-msdownload"), accept)).toBe(false);
  });

  it("of any kind is accepted where nothing is said", () => {
    expect(isAccepted(file("a.xyz"), undefined)).toBe(true);
    expect(isAccepted(file("a.xyz"), {})).toBe(true);
  });
});

it("the picker offers the same", () => {
  expect(acceptAttribute(undefined)).toBeUndefined();
  expect(acceptAttribute({ "image/*": [".png"], "text/*": [] })).toBe(".png,text/*");
  expect(acceptAttribute({ "application/pdf": [".pdf"] })).toBe("application/pdf,.pdf");
  expect(acceptAttribute({ "*/*": [] })).toBeUndefined();
});
