import { beforeEach, describe, expect, it } from "vitest";
import { numbers } from "@/drizzle/schema/desk";
import { lessons } from "@/drizzle/schema/lessons";
import { enrolments, lessonDeliveries } from "@/drizzle/schema/signups";
import { getDb } from "@/lib/db/pool";
import { countCourse } from "@/lib/desk/course/count-course";
import { AUTHOR, buildLesson, buildStudent } from "@/tests/support/lessons";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  for (const table of [lessonDeliveries, enrolments, lessons, numbers]) await getDb().delete(table);
});

async function counts() {
  const counted = await countCourse({ actor: AUTHOR });
  if (!counted.ok) throw new Error(counted.reason);
  return counted.value;
}

describe("the counts of the course", () => {
  it("are nothing in an empty one", async () => {
    expect(await counts()).toMatchObject({ inCourse: 0, finished: 0, lessons: {} });
  });

  it("tell for each lesson who had it, who skipped it, and whose next one it is", async () => {
    const { id: one } = await buildLesson({ position: 1 });
    await buildLesson({ position: 2, isLive: false });
    const { id: two } = await buildLesson({ position: 3 });
    await buildStudent();
    await buildStudent({ had: [one] });
    await buildStudent({ skipped: [one], state: "paused" });
    await buildStudent({ had: [one, two], state: "finished" });
    await buildStudent({ had: [one], state: "left" });
    expect(await counts()).toMatchObject({
      inCourse: 3,
      finished: 1,
      lessons: {
        [one]: { had: 3, skipped: 1, waiting: 1 },
        [two]: { had: 1, skipped: 0, waiting: 2 },
      },
    });
  });

  it("follow the order of the list: a lesson put in before comes next for those who are past its place", async () => {
    const { id: old } = await buildLesson({ position: 2 });
    await buildLesson({ position: 3 });
    const { id: first } = await buildLesson({ position: 1 });
    await buildStudent({ had: [old] });
    expect((await counts()).lessons[first]).toEqual({ had: 0, skipped: 0, waiting: 1 });
  });
});
