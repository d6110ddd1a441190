import { describe, expect, it } from "vitest";
import { chapterFile, problemsOf, removeBooksAfterwards } from "@/tests/support/book-on-disk";

removeBooksAfterwards();

const ONE = { "chapters/01-one.md": chapterFile("One") };

type Case = [mistake: string, files: Record<string, string>, problems: string[]];

const cases: Case[] = [
  ["no book.yml worth its name", { ...ONE, "book.yml": "" }, ['book.yml:1 "title" is missing']],
  [
    "an unknown key",
    { ...ONE, "book.yml": "title: A\nsubtitel: B\n" },
    ['book.yml:2 "subtitel" is not a key that this file knows'],
  ],
  [
    "an unknown key deep inside",
    {
      ...ONE,
      "book.yml":
        "title: A\nfaq:\n  - question: Q\n    answer: A\n  - question: Q\n    antwort: A\n",
    },
    [
      'book.yml:5 "faq.1.answer" is missing',
      'book.yml:6 "faq.1.antwort" is not a key that this file knows',
    ],
  ],
  [
    "a wrong value",
    { ...ONE, "book.yml": "title: 2001\nprice:\n  amount: free\n  currency: EUR\n" },
    [
      'book.yml:1 "title" must be text (put numbers and yes/no in quotes)',
      'book.yml:3 "price.amount" must be a number such as 39',
    ],
  ],
  [
    "an address that runs",
    { ...ONE, "book.yml": "title: A\nbuy:\n  amazon: javascript:alert(1)\n" },
    ['book.yml:3 "buy.amazon" must be an address such as https://example.com'],
  ],
  [
    "broken YAML",
    { ...ONE, "book.yml": "title: A\nfaq: [\n" },
    ["book.yml:3 Flow sequence in block collection must be sufficiently indented and end with a ]"],
  ],
  [
    "a key twice",
    { ...ONE, "book.yml": "title: A\ntitle: B\n" },
    ["book.yml:2 Map keys must be unique"],
  ],
  [
    "a list for a book",
    { ...ONE, "book.yml": "- A\n" },
    ["book.yml:1 must be a list of keys and values, such as title: My book"],
  ],
  [
    "a chapter named that does not exist",
    { ...ONE, "book.yml": "title: A\nextraChapter: two\n" },
    ['book.yml:2 "extraChapter" names "two", but no chapter has that slug'],
  ],
  [
    "a missing cover",
    { ...ONE, "book.yml": "title: A\ncover: images/no.png\n" },
    ["book.yml:2 shows images/no.png, but there is no images/no.png"],
  ],
  ["no chapters", {}, ["chapters:1 holds no chapter, such as 01-getting-started.md"]],
  [
    "no title",
    { "chapters/01-one.md": "---\ndescription: x\n---\ntext" },
    ['chapters/01-one.md:2 "title" is missing'],
  ],
  ["no head", { "chapters/01-one.md": "text" }, ['chapters/01-one.md:1 "title" is missing']],
  [
    "an unknown key of a chapter",
    { "chapters/01-one.md": chapterFile("One", "x", "tags: [a]\n") },
    ['chapters/01-one.md:3 "tags" is not a key that this file knows'],
  ],
  [
    "a wrong access",
    { "chapters/01-one.md": chapterFile("One", "x", "description: d\naccess: members\n") },
    ['chapters/01-one.md:4 "access" must be free or book'],
  ],
  [
    "a date without a zone",
    { "chapters/01-one.md": chapterFile("One", "x", "publishAt: 2026-12-01\n") },
    ['chapters/01-one.md:3 "publishAt" must be a time with its zone, such as 2026-12-01T09:00:00Z'],
  ],
];

describe("keys and values that are wrong are refused with file, line and reason", () => {
  it.each(cases)("%s", async (_, files, problems) => {
    expect(await problemsOf(files)).toEqual(problems);
  });
});
