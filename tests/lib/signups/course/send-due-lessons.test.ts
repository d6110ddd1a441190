import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { enrolments, lessonDeliveries } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { sendDueLessons } from "@/lib/signups/course/send-due-lessons";
import { leaveCourse } from "@/lib/signups/leave-course";
import { buildBook } from "@/tests/support/builders";
import {
  deliverAll,
  enrolmentOf,
  joinCourse,
  joinMany,
  letDaysPass,
  listLetterRows,
  subjectsTo,
  writeCourse,
  zoneAtHour,
} from "@/tests/support/course";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeAll(() => buildBook({ course: { title: "The Course" }, timezone: zoneAtHour(12) }));
beforeEach(async () => {
  for (const table of [letters, readers]) await getDb().delete(table);
  await writeCourse([
    { name: "first", day: 0 },
    { name: "second", day: 2 },
    { name: "third", day: 3 },
  ]);
});

/** A day passes, the scheduler runs, and the mail server takes what it wrote. */
async function nextDay() {
  await letDaysPass(1);
  await sendDueLessons();
  await deliverAll();
}

describe("the lessons that are due", () => {
  it("come on their days, in order, each once, and then the course is finished", async () => {
    const { id, email } = await joinCourse();
    await sendDueLessons();
    await deliverAll();
    expect(await subjectsTo(email)).toEqual(["On first"]);
    await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first"]);
    await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On second"]);
    for (let days = 0; days < 5; days += 1) await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On second", "On third"]);
    expect(await enrolmentOf(id)).toMatchObject({
      state: "finished",
      lessonsHad: 3,
      nextDueAt: null,
    });
  });

  it("carry their place in the course, and a link to leave that is the reader's own", async () => {
    await joinCourse();
    await joinCourse();
    await sendDueLessons();
    const { rows } = await getDb().execute<{ props: object; own: { unsubscribeUrl: string } }>(sql`
      select b.props, l.props as own from letters l join letter_bodies b on b.id = l.body_id`);
    const course = { courseTitle: "The Course", subject: "On first", number: 1, count: 3 };
    expect(rows.map(({ props }) => props)).toMatchObject([course, course]);
    expect(new Set(rows.map(({ own }) => own.unsubscribeUrl)).size).toBe(2);
  });

  it("wait for eight in the morning where the reader's clock shows the evening", async () => {
    const { id, email } = await joinCourse({ zone: zoneAtHour(21) });
    await sendDueLessons();
    expect(await subjectsTo(email)).toEqual([]);
    const hours = ((await enrolmentOf(id)).nextDueAt?.getTime() ?? 0) - Date.now();
    expect(hours / 3_600_000).toBeGreaterThan(9);
    expect(hours / 3_600_000).toBeLessThanOrEqual(11);
  });

  it("are those of the author's zone for a reader whose zone nobody knows", async () => {
    const { email } = await joinCourse({ zone: "Mars/Olympus_Mons" });
    await sendDueLessons();
    expect(await subjectsTo(email)).toEqual(["On first"]);
  });

  it("go to nobody who did not confirm, left, paused or only stands in the audience", async () => {
    for (const state of ["unconfirmed", "left", "paused", "none", "finished"] as const)
      await joinCourse({ state });
    await sendDueLessons();
    expect(await listLetterRows()).toEqual([]);
  });

  it("are none for a course without lessons, which nobody finishes", async () => {
    await writeCourse([]);
    const { id } = await joinCourse();
    await sendDueLessons();
    expect(await enrolmentOf(id)).toMatchObject({ state: "active", nextDueAt: null });
  });
});

describe("exactly once", () => {
  const countLetters = () =>
    getDb().execute<{ all: number; inboxes: number }>(sql`
      select count(*)::int as all, count(distinct to_address)::int as inboxes from letters`);

  it("holds for eight schedulers at the same time", async () => {
    await joinMany(1_000);
    await Promise.all(Array.from({ length: 8 }, () => sendDueLessons()));
    expect((await countLetters()).rows).toEqual([{ all: 1_000, inboxes: 1_000 }]);
    expect(await getDb().$count(lessonDeliveries)).toBe(1_000);
    expect(await getDb().$count(enrolments, eq(enrolments.lessonsHad, 1))).toBe(1_000);
  });

  it("holds when what was done is looked at once more, as after a lost commit", async () => {
    await joinMany(30);
    await sendDueLessons();
    await getDb().update(enrolments).set({ nextDueAt: sql`now()` });
    await sendDueLessons();
    expect((await countLetters()).rows).toEqual([{ all: 30, inboxes: 30 }]);
  });
});

describe("days without", () => {
  it("a server end in no burst: one lesson a day until the reader has caught up", async () => {
    const { email } = await joinCourse();
    await letDaysPass(10);
    for (let run = 0; run < 5; run += 1) await sendDueLessons();
    expect(await subjectsTo(email)).toEqual(["On first"]);
    await deliverAll();
    await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On second"]);
  });

  it("a mail server neither: while a lesson waits no other is written, and the next comes a day after it left", async () => {
    const { email } = await joinCourse();
    await sendDueLessons();
    for (let days = 0; days < 3; days += 1) {
      await letDaysPass(1);
      await sendDueLessons();
    }
    expect(await subjectsTo(email)).toEqual(["On first"]);
    await deliverAll();
    await sendDueLessons();
    expect(await subjectsTo(email)).toEqual(["On first"]);
    await nextDay();
    expect(await subjectsTo(email)).toEqual(["On first", "On second"]);
  });
});

describe("leaving", () => {
  it.each(["unsubscribed", "bounced", "complained"] as const)(
    "because somebody %s ends the lessons, and keeps the first reason",
    async (reason) => {
      const { id, email } = await joinCourse();
      await sendDueLessons();
      await deliverAll();
      await transaction((tx) => leaveCourse(tx, { email, reason }));
      await transaction((tx) => leaveCourse(tx, { email, reason: "bought" }));
      for (let days = 0; days < 4; days += 1) await nextDay();
      expect(await subjectsTo(email)).toEqual(["On first"]);
      expect(await enrolmentOf(id)).toMatchObject({ state: "left", leftReason: reason });
    },
  );
});
