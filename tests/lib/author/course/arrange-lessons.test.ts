import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { lessons } from "@/drizzle/schema/lessons";
import { deleteLesson, restoreLesson } from "@/lib/author/course/delete-lesson";
import { listCourse } from "@/lib/author/course/list-course";
import { moveLesson } from "@/lib/author/course/move-lesson";
import { setLessonLive } from "@/lib/author/course/set-lesson-live";
import { listLessons } from "@/lib/book/lessons";
import { getDb } from "@/lib/db/pool";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import { AUTHOR, buildLesson, EDITOR } from "@/tests/support/lessons";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await getDb().delete(lessons);
  await emptyQueues();
});

const actor = AUTHOR;
const LOCKED =
  "The marmalade lighthouse keeper counts seven slow pelicans before he opens the door";
const NOT_FOUND = { ok: false, reason: "not_found" };

const order = async () => (await listLessons(getDb())).map(({ subject }) => subject).join("");
const build = (subjects: string, positions = [1, 2, 5]) =>
  Promise.all(
    [...subjects].map((subject, at) =>
      buildLesson({ name: subject, subject, position: positions[at] }),
    ),
  );

async function listed() {
  const course = await listCourse({ actor });
  if (!course.ok) throw new Error(course.reason);
  return course.value;
}

describe("moving a lesson", () => {
  it("puts it before or after another one, and keeps the numbers of the list", async () => {
    const [a, b, c] = await build("abc");
    await moveLesson({ actor, id: c?.id ?? "", before: b?.id ?? "" });
    expect(await order()).toBe("acb");
    await moveLesson({ actor, id: a?.id ?? "", after: b?.id ?? "" });
    expect(await order()).toBe("cba");
    expect((await listLessons(getDb())).map(({ position }) => position)).toEqual([1, 2, 5]);
    expect(await listJobs("course")).not.toEqual([]);
  });

  it("twice is once", async () => {
    const [, b, c] = await build("abc");
    const move = { actor, id: c?.id ?? "", before: b?.id ?? "" };
    await moveLesson(move);
    await emptyQueues();
    expect(await moveLesson(move)).toMatchObject({ ok: true });
    expect(await order()).toBe("acb");
    expect(await listJobs("course")).toEqual([]);
  });

  it("works where two lessons have one number", async () => {
    const [a, , c] = await build("abc", [1, 1, 1]);
    await moveLesson({ actor, id: c?.id ?? "", before: a?.id ?? "" });
    expect(await order()).toBe("cab");
  });

  it("knows no lesson that is gone, and no live one for an editor", async () => {
    const [a, b] = await build("ab");
    const gone = "00000000-0000-4000-8000-000000000009";
    expect(await moveLesson({ actor, id: gone, before: a?.id ?? "" })).toEqual(NOT_FOUND);
    expect(await moveLesson({ actor, id: a?.id ?? "", after: gone })).toEqual(NOT_FOUND);
    expect(await moveLesson({ actor: EDITOR, id: a?.id ?? "", after: b?.id ?? "" })).toEqual({
      ok: false,
      reason: "only_authors",
    });
  });
});

describe("a lesson that is taken out", () => {
  it("can be put back as it was for thirty days", async () => {
    const [a, b] = await build("ab");
    await deleteLesson({ actor, id: a?.id ?? "" });
    expect(await deleteLesson({ actor, id: a?.id ?? "" })).toMatchObject({ ok: true });
    expect(await order()).toBe("b");
    expect((await listed()).deleted).toMatchObject([{ id: a?.id, subject: "a" }]);
    await restoreLesson({ actor, id: a?.id ?? "" });
    expect(await restoreLesson({ actor, id: b?.id ?? "" })).toMatchObject({ ok: true });
    expect(await order()).toBe("ab");
    expect((await listed()).deleted).toEqual([]);
  });

  it("is not found after that", async () => {
    const deletedAt = new Date(Date.now() - 31 * 86_400_000);
    const { id } = await buildLesson({ deletedAt });
    expect(await restoreLesson({ actor, id })).toEqual(NOT_FOUND);
    expect((await listed()).deleted).toEqual([]);
  });

  it("stays out while a chapter locks what it says", async () => {
    const { id } = await buildLesson({ markdown: LOCKED, deletedAt: new Date() });
    await buildChapter({ slug: `keeper-${id}`, locked: LOCKED });
    expect(await restoreLesson({ actor, id })).toEqual({ ok: false, reason: "quoting" });
  });
});

describe("a draft", () => {
  it("becomes live and a draft again", async () => {
    const { id } = await buildLesson({ isLive: false });
    const isLive = async () =>
      (await getDb().select().from(lessons).where(eq(lessons.id, id)))[0]?.isLive;
    await setLessonLive({ actor, id, isLive: true });
    expect(await isLive()).toBe(true);
    await setLessonLive({ actor, id, isLive: false });
    expect(await isLive()).toBe(false);
    expect(await setLessonLive({ actor: EDITOR, id, isLive: true })).toMatchObject({ ok: false });
  });

  it("does not go live with what a chapter locked meanwhile", async () => {
    const { id } = await buildLesson({ markdown: LOCKED, isLive: false });
    await buildChapter({ slug: `live-${id}`, locked: LOCKED });
    expect(await setLessonLive({ actor, id, isLive: true })).toEqual({
      ok: false,
      reason: "quoting",
    });
  });
});

describe("the list of the course", () => {
  it("tells what an inbox shows, which lesson offers the book, and which one is held up by another", async () => {
    await buildBook({ course: { title: "Crash course" }, timezone: "Europe/Ljubljana" });
    const html = "<p>First  words.</p><p>More.</p>";
    await buildLesson({ position: 1, day: 1, html, offerHtml: "<p>Buy.</p>" });
    await buildLesson({ position: 2, day: 1 });
    await buildLesson({ position: 3, day: 2 });
    await buildLesson({ position: 4, day: 9, isLive: false });
    await buildLesson({ position: 5, day: 4 });
    const course = await listed();
    expect(course).toMatchObject({ title: "Crash course", zone: "Europe/Ljubljana" });
    expect(course.lessons[0]).toMatchObject({ opening: "First words. More. Buy.", hasOffer: true });
    expect(course.lessons.map(({ isHeldUp }) => isHeldUp)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });
});
