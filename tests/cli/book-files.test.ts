import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ChapterContent, contentOfFile } from "@/cli/book/folder/content";
import { mergeOrders } from "@/cli/book/folder/merge-order";
import { writeChapterFile } from "@/cli/book/folder/write-files";
import { numberFiles } from "@/cli/book/pull/number-files";
import { chapterFrontmatter } from "@/lib/book/chapter-frontmatter";
import { readMarkdownFiles } from "@/lib/book/folder/read-markdown-files";
import { removeBooksAfterwards, writeBook } from "@/tests/support/book-on-disk";

removeBooksAfterwards();

const CONTENT: ChapterContent = {
  slug: "one",
  title: "One",
  description: null,
  part: null,
  access: "book",
  emailUnlock: true,
  image: null,
  was: [],
  publishAt: null,
  markdown: "\nWords.\n",
  file: "one",
};

async function readBack(root: string, text: string): Promise<ChapterContent | undefined> {
  await mkdir(path.join(root, "chapters"), { recursive: true });
  await writeFile(path.join(root, "chapters/01-one.md"), text);
  const { files } = await readMarkdownFiles({
    root,
    folder: "chapters",
    schema: chapterFrontmatter,
  });
  return files.map((each) =>
    contentOfFile({ ...each, slug: each.frontmatter.slug ?? each.name }),
  )[0];
}

const words = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 300 })
  .map((text) => text.replaceAll("\r", "").replaceAll("\0", "").trim())
  .filter((text) => text.length > 0 && text.isWellFormed());
const lines = fc.array(words, { minLength: 1, maxLength: 4 }).map((all) => all.join("\n").trim());
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const slug = fc.stringMatching(/^[a-z0-9-]{1,20}$/);
const content: fc.Arbitrary<ChapterContent> = fc.record({
  slug,
  title: words,
  description: maybe(lines),
  part: maybe(words),
  access: fc.constantFrom("free", "book"),
  emailUnlock: fc.boolean(),
  image: maybe(words),
  was: fc.array(slug, { maxLength: 3 }),
  publishAt: maybe(fc.constant("2026-12-01T09:00:00Z")),
  markdown: fc.string({ unit: "grapheme" }).map((text) => text.replaceAll(/[\r\0]/g, "")),
  file: fc.constant("one"),
});

describe("a chapter's file", () => {
  it("is short, and says only what is not so anyway", () => {
    expect(writeChapterFile({ ...CONTENT, description: "What it is.\n\nAnd why." })).toBe(
      "---\ntitle: One\ndescription: |-\n  What it is.\n\n  And why.\n---\n\nWords.\n",
    );
  });

  it("keeps a long description on its line", () => {
    const description = "Words that go on. ".repeat(20).trim();
    expect(writeChapterFile({ ...CONTENT, description })).toContain(
      `\ndescription: ${description}\n---`,
    );
  });

  it("keeps comments, order and what it says without need when another key changes", () => {
    const old = "---\n# Mine\naccess: book # for now\ntitle: Old # short\npart: Begin\n---\nText";
    expect(writeChapterFile({ ...CONTENT, title: "New", description: "D" }, old)).toBe(
      "---\n# Mine\naccess: book # for now\ntitle: New # short\ndescription: D\n---\n\nWords.\n",
    );
  });

  it("is read again as exactly what was written, whatever an author types", async () => {
    const root = await writeBook({});
    await fc.assert(
      fc.asyncProperty(content, content, async (one, other) => {
        const fresh = writeChapterFile(one);
        expect(await readBack(root, fresh)).toEqual(one);
        expect(await readBack(root, writeChapterFile(other, fresh))).toEqual(other);
      }),
      { numRuns: 150 },
    );
  });
});

describe("numbers of files", () => {
  it.each([
    ["stay when the order is theirs", [1, 5, 9], [], [1, 5, 9]],
    ["go on at the end", [1, 2, undefined], [], [1, 2, 3]],
    ["find a gap", [1, undefined, 5], [2], [1, 3, 5]],
    ["are all new where there is no gap", [1, undefined, 2], [], undefined],
    ["are all new after a move", [2, 1], [], undefined],
  ])("%s", (_, present, taken, numbers) => {
    expect(numberFiles({ present, taken: new Set(taken) })).toEqual(numbers);
  });

  it("come from one order made of two: what only the second has stays behind its neighbour", () => {
    expect(mergeOrders(["b", "a"], ["x", "a", "y", "b"])).toEqual(["x", "b", "a", "y"]);
  });
});
