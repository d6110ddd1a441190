import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { enrolments } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { actorOf } from "@/lib/readers/actor";
import { pauseCourse, resumeCourse } from "@/lib/signups/course/pause-course";
import { replanCourse, replanEveryone } from "@/lib/signups/course/replan";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";
import { skipLesson } from "@/lib/signups/course/skip-lesson";
import { findCourseMail } from "@/lib/signups/find-course-mail";
import { runCourse } from "@/lib/signups/run-course";
import { buildBook } from "@/tests/support/builders";
import {
  deliverAll,
  enrolmentOf,
  joinCourse,
  joinMany,
  letDaysPass,
  subjectsTo,
  writeCourse,
} from "@/tests/support/course";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const THREE = [
  { name: "first", day: 0 },
  { name: "second", day: 2 },
  { name: "third", day: 3 },
];

beforeAll(() => buildBook());
beforeEach(async () => {
  await emptyQueues();
  for (const table of [letters, readers]) await getDb().delete(table);
  await writeCourse(THREE);
});

async function nextDay() {
  await letDaysPass(1);
  await sendDueLessons();
  await deliverAll();
}

/** The author saves the list, and the job that follows is worked. */
async function changeCourse(list: typeof THREE) {
  await writeCourse(list);
  await transaction(replanCourse);
  for (const job of await listJobs("course")) await runCourse(job.data.input);
  await emptyQueues();
  await deliverAll();
}

async function joinAndGetFirst() {
  const reader = await joinCourse();
  await sendDueLessons();
  await deliverAll();
  return { ...reader, actor: actorOf(reader) };
}

describe("lessons that change under way", () => {
  it("one put in before the reader's place comes next, the day after the last one", async () => {
    const { email } = await joinAndGetFirst();
    await changeCourse([{ name: "new", day: 0 }, ...THREE]);
    expect(await subjectsTo(email)).toEqual(["On first"]);
    await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On new"]);
  });

  it("one that moved forward comes first, and nothing comes twice", async () => {
    const { email } = await joinAndGetFirst();
    await changeCourse([
      { name: "third", day: 1 },
      { name: "first", day: 2 },
      { name: "second", day: 3 },
    ]);
    for (let days = 0; days < 4; days += 1) await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On third", "On second"]);
  });

  it("one that was taken out comes to nobody any more, and without the rest the course is over", async () => {
    const { id, email } = await joinAndGetFirst();
    await changeCourse([{ name: "first", day: 0 }]);
    await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first"]);
    expect((await enrolmentOf(id)).state).toBe("finished");
  });

  it("one that is added comes to nobody who has finished", async () => {
    const { email } = await joinAndGetFirst();
    for (let days = 0; days < 3; days += 1) await nextDay();
    await changeCourse([...THREE, { name: "fourth", day: 4 }]);
    for (let days = 0; days < 3; days += 1) await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On second", "On third"]);
  });

  it("the first ones reach those who confirmed when there were none", async () => {
    await writeCourse([]);
    const { email } = await joinAndGetFirst();
    await changeCourse(THREE);
    expect(await subjectsTo(email)).toEqual(["On first"]);
  });

  it("are looked at for each of many readers under way, in one job or in several", async () => {
    await joinMany(12_000);
    await getDb().update(enrolments).set({ nextDueAt: sql`now() + interval '9 days'` });
    await replanEveryone({ longestMs: 0 });
    for (const job of await listJobs("course")) await replanEveryone(job.data.input);
    const isDue = sql`${enrolments.nextDueAt} <= now()`;
    expect(await getDb().$count(enrolments, isDue)).toBe(12_000);
  });
});

describe("a pause", () => {
  it("moves what is left by its days", async () => {
    const { id, email, actor } = await joinAndGetFirst();
    await pauseCourse({ actor, readerId: id });
    for (let days = 0; days < 5; days += 1) await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first"]);
    expect(await findCourseMail({ id, email })).toMatchObject({
      state: "paused",
      next: { subject: "On second", day: null },
    });
    await resumeCourse({ actor, readerId: id });
    await sendDueLessons();
    expect(await enrolmentOf(id)).toMatchObject({ state: "active", shiftDays: 5, pausedOn: null });
    expect(await subjectsTo(email)).toEqual(["On first"]);
    await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first"]);
    await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On second"]);
  });

  it("pressed twice keeps its first day, and going on twice moves nothing further", async () => {
    const { id, actor } = await joinAndGetFirst();
    await pauseCourse({ actor, readerId: id });
    await letDaysPass(3);
    await pauseCourse({ actor, readerId: id });
    await letDaysPass(1);
    await resumeCourse({ actor, readerId: id });
    await resumeCourse({ actor, readerId: id });
    expect((await enrolmentOf(id)).shiftDays).toBe(4);
  });

  it("is not for whoever is not in the course", async () => {
    const reader = await joinCourse({ state: "unconfirmed" });
    const question = { actor: actorOf(reader), readerId: reader.id };
    expect(await pauseCourse(question)).toEqual({ ok: false, reason: "not_in_course" });
    expect(await skipLesson(question)).toEqual({ ok: false, reason: "not_in_course" });
  });
});

describe("a lesson that is left out", () => {
  it("never comes, and the next one comes on its own day", async () => {
    const { id, email, actor } = await joinAndGetFirst();
    const { next } = await findCourseMail({ id, email });
    expect(next?.subject).toBe("On second");
    const skip = { actor, readerId: id, lessonId: next?.lessonId };
    await skipLesson(skip);
    await skipLesson(skip);
    expect((await enrolmentOf(id)).lessonsHad).toBe(2);
    for (let days = 0; days < 4; days += 1) await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On third"]);
    expect(await findCourseMail({ id, email })).toMatchObject({
      state: "finished",
      lessonsHad: 3,
      lessonsTotal: 3,
      next: null,
    });
  });

  it("is the one that the page showed, or none", async () => {
    const { id, actor } = await joinAndGetFirst();
    const third = await getDb().query.lessons.findFirst({
      where: (lesson) => eq(lesson.name, "third"),
    });
    const answer = await skipLesson({ actor, readerId: id, lessonId: third?.id });
    expect(answer).toEqual({ ok: false, reason: "nothing_to_skip" });
  });
});
