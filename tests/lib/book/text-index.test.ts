import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { importBook } from "@/lib/author/import-book";
import { findSuggestions } from "@/lib/book/suggestions";
import { searchSections } from "@/lib/book/text-index";
import { getDb } from "@/lib/db/pool";
import { chapterFile, readBook, removeBooksAfterwards } from "@/tests/support/book-on-disk";
import { publishedVersionOf } from "@/tests/support/imported-book";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();

beforeAll(async () => {
  const book = await readBook({
    "chapters/01-queues.md": chapterFile(
      "Queues and patience",
      "Open words about waiting & <b>bold</b> things.\n\n## Twice is fine\n\nA worker retries politely.\n\n<!-- lock -->\n\n## The poison shelf\n\nThe zanzibar stays locked.[^n]\n\n[^n]: A footnote about quicksilver.",
      "description: How letters are kept from being lost.\n",
    ),
    "chapters/02-glossary.md": chapterFile(
      "Glossary",
      "### Idempotent\n\nTwice has the effect of once.\n\n### Dead letter\n\nGiven up.",
      "access: free\n",
    ),
  });
  await importBook(book, { author: "test", door: "import", now: new Date() });
});

const publicSearch = async (words: string) =>
  searchSections(getDb(), { words, fullVersionIds: [await publishedVersionOf("glossary")] });
const ownerSearch = async (words: string) =>
  searchSections(getDb(), {
    words,
    fullVersionIds: [await publishedVersionOf("glossary"), await publishedVersionOf("queues")],
  });

describe("search finds", () => {
  it("words of the section, with a snippet that marks them and the heading's anchor", async () => {
    expect(await publicSearch("politely")).toEqual([
      {
        slug: "queues",
        title: "Queues and patience",
        description: "How letters are kept from being lost.",
        hits: [
          {
            anchor: "twice-is-fine",
            heading: "Twice is fine",
            snippet: [
              { text: "A worker retries ", isMatch: false },
              { text: "politely", isMatch: true },
              { text: ".", isMatch: false },
            ],
          },
        ],
      },
    ]);
  });

  it("other forms of a word, and a word half typed", async () => {
    expect((await publicSearch("retrying"))[0]?.slug).toBe("queues");
    expect((await publicSearch("idempot"))[0]?.hits[0]?.anchor).toBe("idempotent");
    expect((await publicSearch("worker retr"))[0]?.hits[0]?.anchor).toBe("twice-is-fine");
  });

  it("a title or a description, without a section", async () => {
    expect(await publicSearch("patience")).toMatchObject([{ slug: "queues", hits: [] }]);
    expect(await publicSearch("lost letters")).toMatchObject([{ slug: "queues", hits: [] }]);
  });

  it("phrases and exclusions", async () => {
    expect(await publicSearch('"worker retries"')).toHaveLength(1);
    expect(await publicSearch('"retries worker"')).toHaveLength(0);
    expect((await publicSearch("twice -worker"))[0]?.slug).toBe("glossary");
  });
});

describe("what is locked", () => {
  it("is found by its heading, which is public, with no word of its text", async () => {
    expect(await publicSearch("poison")).toMatchObject([
      {
        slug: "queues",
        hits: [{ anchor: "the-poison-shelf", heading: "The poison shelf", snippet: [] }],
      },
    ]);
  });

  it.each(["zanzibar", "zanz", "quicksilver", '"stays locked"', "zanzibar or nothing"])(
    "is never matched by its words: %s",
    async (words) => {
      expect(await publicSearch(words)).toEqual([]);
      expect(await ownerSearch(words)).toMatchObject([
        { slug: "queues", hits: [{ anchor: "the-poison-shelf" }] },
      ]);
    },
  );
});

describe("odd input", () => {
  it.each([
    "",
    "   ",
    "the",
    "\0",
    "'",
    "\\",
    "a:*",
    "!!! & | ( ) <-> :*",
    "\uD800",
    "-",
    '"',
    "or or or",
    "\u{E000}x\u{E001}",
    "😀",
    "<b>",
    "%",
    "x".repeat(5000),
  ])("%j does not throw", async (words) => {
    expect(await ownerSearch(words)).toBeInstanceOf(Array);
  });

  it("may be nothing but signs, however many", async () => {
    for (const signs of ["-", "- ", "-(", "-&", "-|", "-!", "-\\", "--(", "-:", '-"', "!", "- or "])
      expect(await ownerSearch(signs.repeat(99)), signs).toEqual([]);
  });

  it("of any kind does not throw", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 40 }), async (words) => {
        await ownerSearch(words);
        await findSuggestions(getDb(), words);
      }),
      { numRuns: 150 },
    );
  });
});

describe("when nothing is found", () => {
  it("the likest titles and headings are offered", async () => {
    expect((await findSuggestions(getDb(), "idempotant"))[0]).toEqual({
      slug: "glossary",
      anchor: "idempotent",
      title: "Idempotent",
    });
    expect((await findSuggestions(getDb(), "ques"))[0]).toMatchObject({
      slug: "queues",
      anchor: "",
    });
    expect(await findSuggestions(getDb(), "xyzzy")).toEqual([]);
  });
});
