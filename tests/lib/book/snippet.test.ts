import { describe, expect, it } from "vitest";
import { cutSnippet, MATCH_END, MATCH_START } from "@/lib/book/snippet";

const marked = (text: string) => text.replaceAll("[", MATCH_START).replaceAll("]", MATCH_END);
const shown = (text: string) =>
  cutSnippet(marked(text))
    .map((part) => (part.isMatch ? `[${part.text}]` : part.text))
    .join("");

describe("a snippet", () => {
  it("is the whole of a short text", () => {
    expect(shown("A worker [retries] and\n[retries].")).toBe("A worker [retries] and [retries].");
  });

  it("is cut at words around the first match of a long one", () => {
    const snippet = shown(`${"before ".repeat(50)}[match] ${"after ".repeat(50)}`);
    expect(snippet).toMatch(/^… (before )+\[match\]( after)+ …$/);
    expect(snippet.length).toBeLessThan(240);
  });

  it("of a text without a match is its beginning", () => {
    expect(shown("word ".repeat(100))).toMatch(/^word (word )+…$/);
  });

  it("copes with no spaces, and with nothing", () => {
    expect(shown(`${"x".repeat(500)}[match]${"y".repeat(500)}`).length).toBeLessThan(300);
    expect(cutSnippet("")).toEqual([]);
  });
});
