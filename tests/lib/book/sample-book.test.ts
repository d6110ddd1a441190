import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { FolderChapter } from "@/lib/book/folder/book-folder";
import { readBookFolder } from "@/lib/book/folder/read-book-folder";

const ROOT = path.resolve(import.meta.dirname, "../../..");
/** The chapter asks its reader to write this one. */
const NOT_YET_WRITTEN = "app/api/hello";
const PATH = String.raw`(?:app|cli|drizzle|lib|tests)\/[\w./()[\]-]+`;
const QUOTE = new RegExp(`^\`\`\`\\w+ title="(${PATH})[^"]*".*\\n([\\s\\S]*?)^\`\`\`$`, "gm");
const MENTION = new RegExp(`\`(${PATH})\``, "g");

let chapters: FolderChapter[] = [];

beforeAll(async () => {
  const book = await readBookFolder(path.join(ROOT, "content/serverless-handbook"));
  expect(book).toMatchObject({ ok: true });
  if (book.ok) chapters = book.value.chapters;
});

/** The formatter may break lines otherwise than a page of a book does. */
const withoutSpace = (code: string) => code.replace(/\s+/g, "");

describe("the sample book tells the truth about this site", () => {
  it("quotes code as it stands in the file that it names", () => {
    const quotes = chapters.flatMap(({ file, markdown }) =>
      [...markdown.matchAll(QUOTE)].map(([, source = "", code = ""]) => ({ file, source, code })),
    );
    const drifted = quotes.filter(({ source, code }) => {
      const name = path.join(ROOT, source);
      return !(
        existsSync(name) && withoutSpace(readFileSync(name, "utf8")).includes(withoutSpace(code))
      );
    });
    expect(quotes.length).toBeGreaterThan(0);
    expect(drifted).toEqual([]);
  });

  it("names only files and folders that are there", () => {
    const missing = chapters.flatMap(({ file, markdown }) =>
      [...markdown.matchAll(MENTION)]
        .map(([, name = ""]) => name)
        .filter((name) => !name.startsWith(NOT_YET_WRITTEN) && !existsSync(path.join(ROOT, name)))
        .map((name) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
