import { beforeAll, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { actorOf } from "@/lib/readers/actor";
import { simulateCourse } from "@/lib/signups/course/simulate-course";
import { buildBook } from "@/tests/support/builders";
import { writeCourse } from "@/tests/support/course";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const AUTHOR = { id: crypto.randomUUID(), email: "author@example.com" };

beforeAll(async () => {
  publishSettings({ AUTHOR_EMAILS: AUTHOR.email });
  await buildBook({ timezone: "Europe/Berlin" });
});

async function simulate(now: string, zone?: string) {
  const actor = actorOf(AUTHOR);
  const shown = await simulateCourse({ actor, now: new Date(now), zone });
  if (!shown.ok) throw new Error(shown.reason);
  return shown.value.lessons.map(
    ({ lesson, at, day }) => `${lesson.subject} ${day} ${at.toJSON()}`,
  );
}

it("shows what somebody joining now gets, and when, across the change of the clocks", async () => {
  await writeCourse([
    { name: "first", day: 0 },
    { name: "second", day: 1 },
    { name: "third", day: 1 },
    { name: "fourth", day: 7 },
  ]);
  expect(await simulate("2026-10-24T10:00:00Z")).toEqual([
    "On first 2026-10-24 2026-10-24T10:00:00.000Z",
    "On second 2026-10-25 2026-10-25T07:00:00.000Z",
    "On third 2026-10-26 2026-10-26T07:00:00.000Z",
    "On fourth 2026-10-31 2026-10-31T07:00:00.000Z",
  ]);
});

it("goes by the zone that the author asks about, and by their own where there is no such zone", async () => {
  await writeCourse([{ name: "first", day: 1 }]);
  expect(await simulate("2028-02-28T20:00:00Z", "America/New_York")).toEqual([
    "On first 2028-02-29 2028-02-29T13:00:00.000Z",
  ]);
  expect(await simulate("2028-02-28T20:00:00Z", "Mars/Olympus_Mons")).toEqual([
    "On first 2028-02-29 2028-02-29T07:00:00.000Z",
  ]);
});

it("is empty for a course without lessons", async () => {
  await writeCourse([]);
  expect(await simulate("2026-10-24T10:00:00Z")).toEqual([]);
});
