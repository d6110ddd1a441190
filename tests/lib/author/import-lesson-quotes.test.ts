import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { lessons } from "@/drizzle/schema/lessons";
import { listLessons } from "@/lib/book/lessons";
import { getDb } from "@/lib/db/pool";
import {
  chapterFile,
  lessonFile,
  problemsOf,
  removeBooksAfterwards,
} from "@/tests/support/book-on-disk";
import { importFiles, startEachTestWithoutBook } from "@/tests/support/imported-book";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();
startEachTestWithoutBook();
beforeEach(async () => {
  await getDb().delete(lessons);
});

const CANARY =
  "The marmalade lighthouse keeper counts seven slow pelicans before he dares to open the brass door.";

const CHAPTERS = {
  "chapters/01-free.md": chapterFile("Free", "Words.", "access: free\n"),
  "chapters/02-locked.md": chapterFile("Locked", `Open.\n\n<!-- lock -->\n\n${CANARY}`),
};
const BOOK = {
  ...CHAPTERS,
  "course/01-breaks.md": lessonFile("What breaks first?", 1),
  "course/02-twice.md": lessonFile("Say it once", 2),
};

describe("an import is refused, whole, with file, line and reason", () => {
  it("where a lesson quotes what stands behind a lock of this folder", async () => {
    const text = `First.\n\nThen: ${CANARY}`;
    expect(
      await importFiles({ ...BOOK, "course/03-leak.md": lessonFile("A leak", 3, text) }),
    ).toEqual([
      {
        file: "course/03-leak.md",
        line: 8,
        reason: expect.stringMatching(
          /^quotes “The marmalade lighthouse .*…” from behind the lock of “Locked”/,
        ),
      },
    ]);
    expect(await listLessons(getDb())).toEqual([]);
  });

  it("where a lesson quotes a locked chapter that the folder does not have", async () => {
    await importFiles(CHAPTERS);
    const rest = { "chapters/01-free.md": CHAPTERS["chapters/01-free.md"] };
    expect(
      await importFiles({ ...rest, "course/01-leak.md": lessonFile("A leak", 1, CANARY) }),
    ).toMatchObject([{ file: "course/01-leak.md", line: 6 }]);
  });

  it("where a chapter locks what a lesson of the workshop says", async () => {
    await importFiles({
      ...BOOK,
      "chapters/02-locked.md": chapterFile("Locked", `${CANARY}\n\n<!-- lock -->\n\nNo.`),
    });
    await getDb()
      .update(lessons)
      .set({ name: "workshop", markdown: CANARY })
      .where(eq(lessons.name, "twice"));
    const { "course/02-twice.md": _, ...others } = BOOK;
    expect(await importFiles(others)).toMatchObject([
      { file: "chapters/02-locked.md", line: 1, reason: expect.stringContaining("“Say it once”") },
    ]);
  });

  it("not where the folder itself opens what was locked", async () => {
    await importFiles(CHAPTERS);
    const opened = {
      ...BOOK,
      "chapters/02-locked.md": chapterFile("Locked", CANARY, "access: free\n"),
      "course/03-quote.md": lessonFile("A quote", 3, CANARY),
    };
    expect(await importFiles(opened)).toMatchObject({
      lessonsChanged: ["breaks", "twice", "quote"],
    });
  });

  it("where two lessons differ by their numbers only, or a head says what it may not", async () => {
    expect(
      await problemsOf({
        ...CHAPTERS,
        "course/01-same.md": lessonFile("One", 1),
        "course/02-same.md": lessonFile("Two", 2),
        "course/03-odd.md": "---\nsubject: Odd\nday: 3\nmood: grey\n---\n\nWords.\n",
        "course/04-late.md": lessonFile("Late", 400),
      }),
    ).toEqual([
      "course/02-same.md:1 is named as course/01-same.md; only the numbers differ",
      'course/03-odd.md:4 "mood" is not a key that this file knows',
      expect.stringContaining('course/04-late.md:3 "day"'),
    ]);
  });
});
