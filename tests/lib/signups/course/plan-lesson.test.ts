import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { planLesson } from "@/lib/signups/course/plan-lesson";
import { JOINS, JOURNEYS, ZONES } from "@/tests/support/course-journeys";
import { type Sent, walkCourse } from "@/tests/support/course-walk";
import { tell } from "@/tests/support/figures";

const DAY_MS = 86_400_000;
const READERS = 10_000;

/** The calendar and the clock on the reader's wall, from another source than the planner's. */
const walls = new Map(
  ZONES.map((timeZone) => [
    timeZone,
    new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }),
  ]),
);

function wall(at: number, zone: string) {
  const [day = "", time = ""] = walls.get(zone)?.format(at).split(" ") ?? [];
  return { day, time, hour: Number(time.slice(0, 2)) };
}

/** What is wrong with a letter, given the ones before it; empty where nothing is. */
function faultsOf(letter: Sent, before: Sent[], zone: string): string[] {
  const { day, hour, time } = wall(letter.writtenAt, zone);
  const last = before.at(-1);
  const had = new Set(before.map(({ lesson }) => lesson.id));
  const passed = letter.list.slice(0, letter.list.indexOf(letter.lesson));
  return [
    had.has(letter.lesson.id) ? "came twice" : "",
    passed.some(({ id }) => !had.has(id)) ? "came before one that stands earlier in the list" : "",
    hour < 8 || hour >= 20 ? `came at ${time}` : "",
    day < letter.earliestDay ? `came on ${day}, before ${letter.earliestDay}` : "",
    last && day <= wall(last.leftAt, zone).day ? "came on the day of another one" : "",
  ].filter(Boolean);
}

describe("a lesson's moment", () => {
  it("10,000 readers get each lesson once, in order, by day, one a day, whatever happens under way", () => {
    let letters = 0;
    const seen = { readers: 0, faults: 0, zones: new Set<string>() };
    fc.assert(
      fc.property(JOURNEYS, (journey) => {
        const { sent, list } = walkCourse(journey);
        letters += sent.length;
        seen.readers += 1;
        seen.zones.add(journey.zone);
        const faults = sent.flatMap((letter, n) =>
          faultsOf(letter, sent.slice(0, n), journey.zone),
        );
        seen.faults += faults.length;
        expect(faults).toEqual([]);
        const had = new Set(sent.map(({ lesson }) => lesson.id));
        expect(list.filter(({ id }) => !had.has(id))).toEqual([]);
      }),
      { numRuns: READERS, seed: 20_261_125 },
    );
    tell({
      under: "daylight saving, leap days, all kinds of zones",
      done: `${seen.readers} schedules in ${seen.zones.size} zones`,
      expected: "each lesson once, in order, by day",
      seen: `${letters} letters, ${seen.faults} of them wrong`,
      holds: seen.readers === READERS && seen.faults === 0,
    });
    expect(letters).toBeGreaterThan(40_000);
  }, 300_000);

  it("is eight in the morning of its own day where nothing comes in between, in every zone", () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), JOINS, (zone, joinsAt) => {
        const lessons = [1, 2, 4, 6, 8, 11].map((day) => ({ id: `${day}`, day }));
        const { sent } = walkCourse({ zone, joinsAt, lessons, happenings: [] });
        const start = wall(joinsAt, zone).day;
        const plain = sent.map(({ writtenAt }) => wall(writtenAt, zone));
        expect(plain.map(({ time }) => time)).toEqual(lessons.map(() => "08:00"));
        if (zone === "Pacific/Apia") return;
        const after = plain.map(({ day }) => (Date.parse(day) - Date.parse(start)) / DAY_MS);
        expect(after).toEqual(lessons.map(({ day }) => day));
      }),
      { numRuns: 2_000, seed: 7 },
    );
  });
});

describe("planning", () => {
  const zone = "Europe/Berlin";
  const at = (time: string) => new Date(`2026-06-10T${time}:00+02:00`);
  const progress = {
    startedOn: "2026-06-10",
    shiftDays: 0,
    zone,
    had: new Set<string>(),
    lastSentAt: null,
  };
  const today = [{ id: "today", day: 0 }];

  it("sends a lesson of day 0 at once by day, and the next morning in the evening", () => {
    expect(planLesson({ lessons: today, progress, now: at("15:00") }).kind).toBe("due");
    expect(planLesson({ lessons: today, progress, now: at("20:00") })).toMatchObject({
      until: new Date("2026-06-11T08:00:00+02:00"),
    });
    expect(planLesson({ lessons: today, progress, now: at("03:00") })).toMatchObject({
      until: at("08:00"),
    });
  });

  it("has nobody finish a course that has no lesson yet", () => {
    expect(planLesson({ lessons: [], progress, now: at("15:00") })).toEqual({ kind: "idle" });
  });

  it("is over for whoever had all there is", () => {
    const had = new Set(["today"]);
    expect(
      planLesson({ lessons: today, progress: { ...progress, had }, now: at("15:00") }),
    ).toEqual({ kind: "finished" });
  });

  it("brings what was put in before the present place next, the day after the last one", () => {
    const lessons = [
      { id: "new", day: 0 },
      { id: "today", day: 0 },
    ];
    const had = { ...progress, had: new Set(["today"]), lastSentAt: at("08:00") };
    expect(planLesson({ lessons, progress: had, now: at("15:00") })).toEqual({
      kind: "wait",
      lesson: lessons[0],
      until: new Date("2026-06-11T08:00:00+02:00"),
    });
  });
});
