import { describe, expect, it } from "vitest";
import { importBook } from "@/lib/author/import-book";
import { findRedirect, listOutline } from "@/lib/book/outline";
import { chapterFile, readBook, removeBooksAfterwards } from "@/tests/support/book-on-disk";
import {
  countStored,
  IMPORT,
  importFiles,
  startEachTestWithoutBook,
} from "@/tests/support/imported-book";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();

startEachTestWithoutBook();

const LOCKED = chapterFile(
  "Locked",
  "## In\n\nOpen.\n\n<!-- lock -->\n\n## Behind\n\nThe zanzibar words.",
);
const TWO = {
  "chapters/01-free.md": chapterFile("Free", "Words.", "access: free\n"),
  "chapters/02-locked.md": LOCKED,
};

describe("addresses are for ever", () => {
  it("a renamed chapter is found under its old slug", async () => {
    await importFiles(TWO);
    await importFiles({
      ...TWO,
      "chapters/02-locked.md": LOCKED.replace("title", "slug: shut\nwas: [locked]\ntitle"),
    });
    expect(await findRedirect("locked")).toBe("shut");
    expect((await listOutline()).map(({ slug }) => slug)).toEqual(["free", "shut"]);
    expect((await countStored())?.chapters).toBe(2);
  });

  it("and may go back", async () => {
    await importFiles(TWO);
    await importFiles({
      ...TWO,
      "chapters/02-locked.md": LOCKED.replace("title", "slug: shut\nwas: [locked]\ntitle"),
    });
    await importFiles({
      ...TWO,
      "chapters/02-locked.md": LOCKED.replace("title", "was: [shut]\ntitle"),
    });
    expect(await findRedirect("shut")).toBe("locked");
    expect(await findRedirect("locked")).toBeUndefined();
  });

  it("no other chapter takes an old address over", async () => {
    await importFiles(TWO);
    await importFiles({
      ...TWO,
      "chapters/02-locked.md": LOCKED.replace("title", "slug: shut\nwas: [locked]\ntitle"),
    });
    expect(await importFiles({ "chapters/03-locked.md": chapterFile("New") })).toEqual([
      {
        file: "chapters/03-locked.md",
        line: 2,
        reason: 'names the slug "locked", which already leads to the chapter “Locked”',
      },
    ]);
    expect((await countStored())?.chapters).toBe(2);
  });

  it("a chapter that waits for its day is not shown before it", async () => {
    const waiting = {
      "chapters/01-soon.md": chapterFile("Soon", "Words.", "publishAt: 2026-12-01T09:00:00Z\n"),
    };
    await importFiles(waiting);
    expect(await listOutline()).toEqual([]);
    await importBook(await readBook(waiting), { ...IMPORT, now: new Date("2026-12-01T09:00:00Z") });
    expect((await listOutline()).map(({ slug }) => slug)).toEqual(["soon"]);
    expect((await countStored())?.versions).toBe(1);
  });
});
