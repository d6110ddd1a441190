import { sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { numbers } from "@/drizzle/schema/desk";
import { lessons } from "@/drizzle/schema/lessons";
import { readers } from "@/drizzle/schema/readers";
import { getDb } from "@/lib/db/pool";
import { countFunnel } from "@/lib/desk/audience/funnel";
import { author, buildPerson } from "@/tests/support/people";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

beforeEach(async () => {
  await getDb().delete(readers);
  await getDb().delete(numbers);
  await getDb().delete(lessons);
});

async function count() {
  const answer = await countFunnel({ actor: author() });
  if (!answer.ok) throw new Error(answer.reason);
  return answer.value;
}

const buildLesson = (position: number, isLive = true) =>
  getDb()
    .insert(lessons)
    .values({
      name: `lesson-${position}`,
      position,
      subject: `Lesson ${position}`,
      day: position,
      isLive,
      markdown: "Words.",
      html: "<p>Words.</p>",
    });

it("counts who came to each step", async () => {
  await buildLesson(1);
  await buildLesson(2);
  await buildLesson(3, false);
  await buildPerson();
  await buildPerson({ confirmedAt: new Date() });
  await buildPerson({ confirmedAt: new Date(), lessonsHad: 1 });
  await buildPerson({ confirmedAt: new Date(), lessonsHad: 2, isBuyer: true });
  expect(await count()).toMatchObject({ joined: 4, confirmed: 3, lessons: [2, 1], bought: 1 });
});

it("counts at most once a minute, and says when it did", async () => {
  await buildPerson();
  const first = await count();
  await buildPerson();
  expect(await count()).toEqual(first);
  await getDb().execute(sql`update numbers set computed_at = now() - interval '61 seconds'`);
  const second = await count();
  expect(second.joined).toBe(2);
  expect(second.countedAt.getTime()).toBeGreaterThan(first.countedAt.getTime());
});

it("is counted once when many ask at the same moment", async () => {
  await buildPerson();
  const answers = await Promise.all(Array.from({ length: 6 }, count));
  expect(new Set(answers.map(({ countedAt }) => countedAt.getTime())).size).toBe(1);
});

it("counts again what an earlier release kept in another shape", async () => {
  await getDb()
    .insert(numbers)
    .values({ name: "audience-funnel", value: { people: 7 } });
  expect((await count()).joined).toBe(0);
});
