import { describe, expect, it } from "vitest";
import { diffTexts, foldUnchanged } from "@/app/(author)/author/_frame/fold-unchanged";
import { readHead } from "@/app/(author)/author/chapters/[slug]/_editor/head-form";
import { mergeLines, mergeTyped } from "@/app/(author)/author/chapters/[slug]/_editor/merge-typed";
import { isRich, markdownFromHtml } from "@/app/(author)/author/chapters/[slug]/_editor/paste-rich";
import { scrollTargetOf } from "@/app/(author)/author/chapters/[slug]/_editor/scroll-target";
import { collectSettings } from "@/app/(author)/author/settings/collect-settings";
import { textWith } from "@/tests/support/drafts";

describe("words typed while a save was under way", () => {
  it("stay beside what the other writer brought in", () => {
    const sent = "one\ntwo\nthree\n";
    expect(mergeLines({ sent, typed: `${sent}four\n`, merged: `zero\n${sent}` })).toBe(
      `zero\n${sent}four\n`,
    );
  });

  it("do not win where both touched one line, nor lose", () => {
    expect(mergeLines({ sent: "a\n", typed: "mine\n", merged: "theirs\n" })).toBeUndefined();
  });

  it("bring the other's title in and keep one's own description", () => {
    const merged = mergeTyped({
      sent: textWith("a"),
      typed: textWith("a", { description: "Typed meanwhile." }),
      merged: textWith("b", { title: "Theirs" }),
    });
    expect(merged).toEqual(textWith("b", { title: "Theirs", description: "Typed meanwhile." }));
  });
});

describe("the fields beside the text", () => {
  const { head } = textWith("", { was: ["zero"], image: "../images/a.png" });
  const form = (fields: Record<string, string>) => {
    const made = new FormData();
    for (const [name, value] of Object.entries(fields)) made.set(name, value);
    return made;
  };

  it("become the head, and what has no field stays", () => {
    const read = readHead(
      form({ title: " Two  words ", slug: "two", access: "free", emailUnlock: "on" }),
      head,
    );
    expect(read).toEqual({
      ...head,
      title: "Two words",
      slug: "two",
      access: "free",
      image: undefined,
    });
  });

  it("keep the address while half of one is typed", () => {
    expect(readHead(form({ title: "T", slug: "Not yet!" }), head).slug).toBe("one");
  });
});

describe("what is pasted", () => {
  it("becomes Markdown where it is rich text", async () => {
    const html = '<h2>A</h2><p><b>bold</b> and <a href="https://example.com/">a link</a></p>';
    expect(isRich(html, "A\nbold and a link")).toBe(true);
    expect(await markdownFromHtml(html)).toBe(
      "## A\n\n**bold** and [a link](https://example.com/)\n",
    );
  });

  it("keeps what a word processor says by style, and no more", async () => {
    const html =
      '<meta charset="utf-8"><b style="font-weight:normal"><p><span style="font-size:11pt;white-space:pre-wrap">Hello </span><span style="font-weight:700;white-space:pre-wrap">world</span></p></b>';
    expect(isRich(html, "Hello world")).toBe(true);
    expect(await markdownFromHtml(html)).toBe("Hello **world**\n");
  });

  it("stays byte for byte where it is Markdown, or comes from a code editor", () => {
    const editor =
      '<meta charset="utf-8"><div style="font-family: \'Mono\', monospace;white-space: pre;"><div><b>x</b></div></div>';
    expect(isRich(editor, "const x")).toBe(false);
    expect(isRich("<p># A <b>b</b></p>", "# A **b**")).toBe(false);
    expect(isRich("", "* a")).toBe(false);
  });

  it("is rich though a piece of it is code", () => {
    const html = '<p>Call <code style="font-family: monospace">f()</code></p>';
    expect(isRich(html, "Call f()")).toBe(true);
  });
});

describe("the page beside the source", () => {
  const anchors = [
    { line: 1, top: 0 },
    { line: 11, top: 500 },
    { line: 21, top: 600 },
  ];
  it("stands as far between two blocks as the source does", () => {
    expect(scrollTargetOf(anchors, 6)).toBe(250);
    expect(scrollTargetOf(anchors, 16)).toBe(550);
  });
  it("stops where the preview ends", () => {
    expect(scrollTargetOf(anchors, 90)).toBe(600);
    expect(scrollTargetOf([], 5)).toBe(0);
  });
});

describe("the difference of two texts", () => {
  const lines = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `line ${from + index}\n`).join("");

  it("shows each change with three lines beside it and folds the rest", () => {
    const before = lines(1, 40);
    const parts = foldUnchanged(diffTexts(before, before.replace("line 20\n", "line twenty\n")));
    expect(parts.map(({ kind }) => kind)).toEqual([
      "folded",
      "same",
      "removed",
      "added",
      "same",
      "folded",
    ]);
    expect(
      parts
        .filter(({ kind }) => kind !== "added")
        .map(({ text }) => text)
        .join(""),
    ).toBe(before);
  });

  it("folds nothing where little is the same", () => {
    expect(foldUnchanged(diffTexts("a\nb\n", "a\nc\n")).map(({ kind }) => kind)).not.toContain(
      "folded",
    );
  });
});

describe("the settings' form", () => {
  it("becomes what book.yml would say, without rows that were left empty", () => {
    expect(
      collectSettings({
        title: "A book",
        subtitle: " ",
        "faq.0.question": "Why?",
        "faq.0.answer": "So.\r\nYes.",
        "faq.1.question": "",
        "faq.1.answer": "",
        "faq.2.question": "When?",
        "faq.2.answer": "Now.",
        "benefits.0": "Sleep",
        "benefits.1": "",
        "price.amount": "29.5",
        "price.currency": "EUR",
        refundDays: "30",
        "buy.0.shop": "amazon",
        "buy.0.address": "https://example.com/a",
      }),
    ).toMatchObject({
      title: "A book",
      faq: [
        { question: "Why?", answer: "So.\nYes." },
        { question: "When?", answer: "Now." },
      ],
      benefits: ["Sleep"],
      price: { amount: 29.5, currency: "EUR" },
      refundDays: 30,
      buy: { amazon: "https://example.com/a" },
    });
  });

  it("reads no names that belong to objects themselves", () => {
    collectSettings({ "__proto__.polluted": "yes", "constructor.polluted": "yes" });
    expect({}).not.toHaveProperty("polluted");
    expect(Object).not.toHaveProperty("polluted");
  });
});
