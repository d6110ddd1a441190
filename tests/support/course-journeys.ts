/** Makes up readers for the planner's tests: where they live, when they join, and what happens under way. */
import fc from "fast-check";
import type { Lesson } from "@/lib/signups/course/plan-lesson";
import type { Happening, Journey } from "@/tests/support/course-walk";

export const ZONES = [
  "Pacific/Kiritimati",
  "Pacific/Apia",
  "Pacific/Auckland",
  "Pacific/Chatham",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Australia/Eucla",
  "Asia/Tokyo",
  "Asia/Pyongyang",
  "Asia/Kathmandu",
  "Asia/Kolkata",
  "Asia/Tehran",
  "Asia/Gaza",
  "Asia/Beirut",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Europe/Kyiv",
  "Europe/Berlin",
  "Europe/London",
  "Atlantic/Azores",
  "America/Scoresbysund",
  "America/Sao_Paulo",
  "America/St_Johns",
  "America/Havana",
  "America/New_York",
  "America/Chicago",
  "America/Phoenix",
  "America/Los_Angeles",
  "Pacific/Marquesas",
  "Pacific/Honolulu",
  "Pacific/Pago_Pago",
  "Etc/GMT+12",
];
const DAY_MS = 86_400_000;
/** Around a leap day, the changes of the clocks on both halves of the globe, and the day that Samoa left out. */
const MOMENTS = [
  "2028-02-25",
  "2026-03-05",
  "2026-10-01",
  "2027-03-20",
  "2011-12-26",
  "2024-12-28",
];

export const JOINS = fc
  .tuple(fc.constantFrom(...MOMENTS), fc.integer({ min: 0, max: 20 * DAY_MS }))
  .map(([day, later]) => Date.parse(`${day}T00:00:00Z`) + later);
const listOf = (minLength: number) =>
  fc
    .uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength, maxLength: 8 })
    .chain((ids) =>
      fc.tuple(
        ...ids.map((id) =>
          fc.integer({ min: 0, max: 15 }).map((day): Lesson => ({ id: `lesson-${id}`, day })),
        ),
      ),
    );
const happening = (joinsAt: number) =>
  fc
    .tuple(
      fc.integer({ min: 0, max: 25 * DAY_MS }),
      fc.integer({ min: 0, max: 6 * DAY_MS }),
      fc.oneof(
        listOf(0),
        fc.constant("pause" as const),
        fc.constant("server" as const),
        fc.constant("mail" as const),
      ),
    )
    .map(([after, lasts, what]): Happening[] => {
      const at = joinsAt + after;
      if (typeof what !== "string") return [{ at, kind: "edit", lessons: what }];
      const end = at + lasts;
      if (what === "pause")
        return [
          { at, kind: "pause" },
          { at: end, kind: "resume" },
        ];
      return [
        { at, kind: `${what}-stops` },
        { at: end, kind: `${what}-starts` },
      ];
    });
export const JOURNEYS: fc.Arbitrary<Journey> = fc
  .tuple(fc.constantFrom(...ZONES), JOINS, listOf(1))
  .chain(([zone, joinsAt, lessons]) =>
    fc.array(happening(joinsAt), { maxLength: 5 }).map((happened) => ({
      zone,
      joinsAt,
      lessons,
      happenings: happened.flat(),
    })),
  );
