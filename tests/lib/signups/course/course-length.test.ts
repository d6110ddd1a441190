import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { lessons } from "@/drizzle/schema/lessons";
import { getDb } from "@/lib/db/pool";
import {
  type CourseLength,
  courseLengthColumn,
  describeLength,
} from "@/lib/signups/course/course-length";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

async function countCourse() {
  const { rows } = await getDb().execute<{ course: CourseLength }>(
    sql`select ${courseLengthColumn} as course`,
  );
  return rows[0]?.course;
}

describe("how long the course is said to be", () => {
  it.each([
    [{ lessons: 0, lastDay: 0 }, null],
    [{ lessons: 1, lastDay: 1 }, "one short lesson"],
    [{ lessons: 6, lastDay: 11 }, "six short lessons over eleven days"],
    [{ lessons: 3, lastDay: 1 }, "three short lessons"],
    [{ lessons: 20, lastDay: 60 }, "20 short lessons over 60 days"],
  ])("%o is %j", (length, words) => {
    expect(describeLength(length)).toBe(words);
  });

  it("counts what is sent, neither drafts nor what was removed", async () => {
    expect(await countCourse()).toEqual({ lessons: 0, lastDay: 0 });
    const lesson = { subject: "Lesson", markdown: "Words.", html: "<p>Words.</p>" };
    await getDb()
      .insert(lessons)
      .values([
        { ...lesson, name: "one", position: 1, day: 1 },
        { ...lesson, name: "two", position: 2, day: 4 },
        { ...lesson, name: "draft", position: 3, day: 9, isLive: false },
        { ...lesson, name: "gone", position: 4, day: 12, deletedAt: new Date() },
      ]);
    expect(await countCourse()).toEqual({ lessons: 2, lastDay: 4 });
  });
});
