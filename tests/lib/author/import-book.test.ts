import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { sections, versions } from "@/drizzle/schema/book";
import { auditLog } from "@/drizzle/schema/db";
import { importBook } from "@/lib/author/import-book";
import { findEdition } from "@/lib/book/editions";
import type { BookFolder } from "@/lib/book/folder/book-folder";
import { listOutline } from "@/lib/book/outline";
import { getBookSettings } from "@/lib/book/settings";
import { getDb } from "@/lib/db/pool";
import { chapterFile, readBook, removeBooksAfterwards } from "@/tests/support/book-on-disk";
import {
  countStored,
  IMPORT,
  importFiles,
  publishedVersionOf,
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

describe("importing a book", () => {
  it("stores chapters, versions, both editions, headings, sections and settings", async () => {
    expect(await importFiles(TWO)).toEqual({
      created: ["free", "locked"],
      updated: [],
      unchanged: [],
      settingsChanged: true,
      lessonsChanged: [],
    });
    expect(await countStored()).toEqual({ chapters: 2, versions: 2, editions: 4 });
    expect(await listOutline()).toMatchObject([
      {
        slug: "free",
        number: 1,
        title: "Free",
        access: "free",
        part: null,
        image: null,
        minutes: 1,
      },
      { slug: "locked", number: 2, access: "book", emailUnlock: true },
    ]);
    expect(await getBookSettings()).toMatchObject({
      title: "A book",
      language: "en",
      coverPicture: null,
    });
  });

  it("gives each edition its own text, and tells of both the length of the whole", async () => {
    await importFiles(TWO);
    const db = getDb();
    const versionId = await publishedVersionOf("locked");
    const preview = await findEdition(db, { versionId, kind: "preview" });
    const full = await findEdition(db, { versionId, kind: "full" });
    expect(preview?.html).toContain("Open.");
    expect(preview?.html).not.toContain("zanzibar");
    expect(full?.html).toContain("zanzibar");
    expect(preview?.words).toBe(full?.words);
    expect(preview?.firstLockedBlock).toBe("behind");
    expect(preview?.headings).toEqual([
      { depth: 2, anchor: "in", title: "In", locked: false },
      { depth: 2, anchor: "behind", title: "Behind", locked: true },
    ]);
    expect(full?.headings).toEqual(preview?.headings);
    const stored = await db.select().from(sections).where(eq(sections.kind, "preview"));
    expect(JSON.stringify(stored)).not.toContain("zanzibar");
  });

  it("twice changes nothing", async () => {
    await importFiles(TWO);
    const told = await getDb().select({ action: auditLog.action }).from(auditLog);
    const actions = told.map(({ action }) => action);
    expect(actions).toEqual(["chapter.published", "chapter.published", "book.imported"]);
    expect(await importFiles(TWO)).toEqual({
      created: [],
      updated: [],
      unchanged: ["free", "locked"],
      settingsChanged: false,
      lessonsChanged: [],
    });
    expect(await countStored()).toEqual({ chapters: 2, versions: 2, editions: 4 });
    expect(await getDb().$count(auditLog)).toBe(told.length);
  });

  it("at the same time as another import makes no second of anything", async () => {
    const book = await readBook(TWO);
    await Promise.all([
      importBook(book, IMPORT),
      importBook(book, IMPORT),
      importBook(book, IMPORT),
    ]);
    expect(await countStored()).toEqual({ chapters: 2, versions: 2, editions: 4 });
  });

  it("makes a version of a changed text, and keeps the old one", async () => {
    await importFiles(TWO);
    expect(
      await importFiles({
        ...TWO,
        "chapters/01-free.md": chapterFile("Free", "Other words.", "access: free\n"),
      }),
    ).toMatchObject({ updated: ["free"], unchanged: ["locked"] });
    const kept = await getDb().select().from(versions).orderBy(versions.number);
    expect(kept.map(({ number, markdown }) => [number, markdown.trim()])).toContainEqual([
      2,
      "Other words.",
    ]);
    expect(kept.map(({ markdown }) => markdown.trim())).toContain("Words.");
    expect(kept.at(-1)).toMatchObject({
      author: IMPORT.author,
      door: "import",
      baseVersionId: expect.any(String),
    });
  });

  it("moves a chapter without making a version of it", async () => {
    await importFiles(TWO);
    expect(
      await importFiles({
        "chapters/05-free.md": TWO["chapters/01-free.md"],
        "chapters/02-locked.md": LOCKED,
      }),
    ).toMatchObject({ updated: ["free"], unchanged: ["locked"] });
    expect((await listOutline()).map(({ slug, number }) => [slug, number])).toEqual([
      ["locked", 2],
      ["free", 5],
    ]);
    expect((await countStored())?.versions).toBe(2);
  });

  it("leaves chapters alone that the folder does not have", async () => {
    await importFiles(TWO);
    await importFiles({ "chapters/03-third.md": chapterFile("Third") });
    expect((await listOutline()).map(({ slug }) => slug)).toEqual(["free", "locked", "third"]);
  });

  it("imports nothing of a book in which something fails", async () => {
    const book = await readBook({ ...TWO, "book.yml": "title: Other\n" });
    const broken: BookFolder = {
      ...book,
      chapters: book.chapters.map((chapter) => ({ ...chapter, position: Number.NaN })),
    };
    await expect(importBook(broken, IMPORT)).rejects.toThrow();
    expect(await countStored()).toEqual({ chapters: 0, versions: 0, editions: 0 });
    expect((await getBookSettings()).title).toBe("Untitled book");
  });
});
