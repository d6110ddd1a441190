import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "@/drizzle/schema/db";
import { lessons } from "@/drizzle/schema/lessons";
import { listLessons } from "@/lib/book/lessons";
import { getDb } from "@/lib/db/pool";
import { chapterFile, lessonFile, removeBooksAfterwards } from "@/tests/support/book-on-disk";
import { importFiles, startEachTestWithoutBook } from "@/tests/support/imported-book";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();
startEachTestWithoutBook();
beforeEach(async () => {
  await getDb().delete(lessons);
});

const CHAPTERS = {
  "chapters/01-free.md": chapterFile("Free", "## Place\n\nWords.", "access: free\n"),
  "chapters/02-locked.md": chapterFile("Locked"),
};
const BOOK = {
  ...CHAPTERS,
  "course/01-breaks.md": lessonFile(
    "What breaks first?",
    1,
    "Read [this](../chapters/01-free.md#place).",
  ),
  "course/02-twice.md": lessonFile("Say it once", 2, "Words.\n\n<!-- offer -->\n\nBuy it."),
};

const named = async (name: string) => {
  const [lesson] = await getDb().select().from(lessons).where(eq(lessons.name, name));
  if (!lesson) throw new Error(`There is no lesson ${name}.`);
  return lesson;
};

describe("importing lessons", () => {
  it("stores each with its order, subject, day, text and offer", async () => {
    expect(await importFiles(BOOK)).toMatchObject({ lessonsChanged: ["breaks", "twice"] });
    expect(await listLessons(getDb())).toMatchObject([
      {
        name: "breaks",
        position: 1,
        subject: "What breaks first?",
        day: 1,
        isLive: true,
        html: expect.stringContaining('href="/chapters/free#place"'),
        offerHtml: null,
      },
      {
        name: "twice",
        position: 2,
        day: 2,
        html: expect.not.stringContaining("Buy"),
        offerHtml: expect.stringContaining("Buy it."),
      },
    ]);
  });

  it("twice changes nothing", async () => {
    await importFiles(BOOK);
    const before = await listLessons(getDb());
    expect(await importFiles(BOOK)).toMatchObject({ lessonsChanged: [] });
    expect(await listLessons(getDb())).toEqual(before);
    expect(
      await getDb().select().from(auditLog).where(eq(auditLog.action, "lesson.imported")),
    ).toHaveLength(2);
  });

  it("knows a lesson by its name when its number changes", async () => {
    await importFiles(BOOK);
    const { id } = await named("twice");
    await importFiles({
      ...CHAPTERS,
      "course/01-twice.md": BOOK["course/02-twice.md"],
      "course/02-breaks.md": BOOK["course/01-breaks.md"],
    });
    expect((await listLessons(getDb())).map(({ name }) => name)).toEqual(["twice", "breaks"]);
    expect(await named("twice")).toMatchObject({ id, position: 1, version: 2 });
  });

  it("leaves lessons alone that the folder does not have", async () => {
    await importFiles(BOOK);
    const alone = { ...CHAPTERS, "course/03-outbox.md": lessonFile("The outbox", 4) };
    expect(await importFiles(alone)).toMatchObject({ lessonsChanged: ["outbox"] });
    expect((await listLessons(getDb())).map(({ name }) => name)).toEqual([
      "breaks",
      "twice",
      "outbox",
    ]);
  });

  it("wins over the workshop, whose text stays in the audit log", async () => {
    await importFiles(BOOK);
    await getDb()
      .update(lessons)
      .set({ markdown: "Written in the workshop.", isLive: false })
      .where(eq(lessons.name, "twice"));
    expect(await importFiles(BOOK)).toMatchObject({ lessonsChanged: ["twice"] });
    expect(await named("twice")).toMatchObject({
      markdown: expect.stringContaining("Words."),
      isLive: false,
    });
    const [entry] = await getDb()
      .select()
      .from(auditLog)
      .where(eq(auditLog.subject, "lesson:twice"))
      .orderBy(auditLog.id)
      .offset(1);
    expect(entry?.before).toMatchObject({ markdown: "Written in the workshop.", isLive: false });
  });

  it("brings a deleted lesson back", async () => {
    await importFiles(BOOK);
    await getDb().update(lessons).set({ deletedAt: new Date() }).where(eq(lessons.name, "twice"));
    await importFiles(BOOK);
    expect(await named("twice")).toMatchObject({ deletedAt: null });
  });

  it("looks at readers again when a day changes, and not for other words", async () => {
    await importFiles(BOOK);
    await emptyQueues();
    await importFiles({
      ...BOOK,
      "course/02-twice.md": lessonFile("Say it once", 2, "Other words."),
    });
    expect(await listJobs("course")).toEqual([]);
    await importFiles({
      ...BOOK,
      "course/02-twice.md": lessonFile("Say it once", 3, "Other words."),
    });
    expect(await listJobs("course")).toHaveLength(1);
  });
});
