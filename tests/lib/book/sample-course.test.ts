import { existsSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { FolderLesson } from "@/lib/book/folder/book-folder";
import { readBookFolder } from "@/lib/book/folder/read-book-folder";
import { readBlocks } from "@/lib/book/render/blocks";

const ROOT = path.resolve(import.meta.dirname, "../../..");
const MOST_WORDS = 400;
const MENTION = /`((?:app|cli|drizzle|lib|tests)\/[\w./()[\]-]+)`/g;

let lessons: FolderLesson[] = [];

beforeAll(async () => {
  const book = await readBookFolder(path.join(ROOT, "content/serverless-handbook"));
  expect(book).toMatchObject({ ok: true });
  if (book.ok) lessons = book.value.lessons;
});

const countWords = (markdown: string) => markdown.trim().split(/\s+/).length;

const isOffer = (markdown: string) =>
  readBlocks(markdown).blocks.some(
    ({ node }) => node.type === "html" && node.value.trim() === "<!-- offer -->",
  );

describe("the sample course", () => {
  it("is six lessons, each on its day", () => {
    expect(lessons.map(({ frontmatter: { subject, day } }) => `${day} ${subject}`)).toEqual([
      "1 What breaks first?",
      "2 Say it once, do it twice",
      "4 Put it in the outbox",
      "6 Retry politely",
      "8 Would you know?",
      "11 Rehearse",
    ]);
  });

  it("takes no lesson beyond what one reads over coffee", () => {
    const long = lessons.filter(({ markdown }) => countWords(markdown) > MOST_WORDS);
    expect(long.map(({ file }) => file)).toEqual([]);
  });

  it("gives each lesson one exercise, and at most one piece of code", () => {
    for (const { file, markdown } of lessons) {
      expect(markdown.match(/^## Your ten minutes$/gm), file).toHaveLength(1);
      expect(markdown.match(/^```\w+$/gm)?.length ?? 0, file).toBeLessThanOrEqual(1);
    }
  });

  it("invites to the book once, at the end, where an owner's copy can leave it out", () => {
    expect(lessons.map(({ markdown }) => isOffer(markdown))).toEqual([
      ...Array.from({ length: lessons.length - 1 }, () => false),
      true,
    ]);
  });

  it("names only files that are there", () => {
    const missing = lessons.flatMap(({ file, markdown }) =>
      [...markdown.matchAll(MENTION)]
        .map(([, name = ""]) => name)
        .filter((name) => !existsSync(path.join(ROOT, name)))
        .map((name) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
