/** Walks one reader through a course on a clock of its own: edits, pauses, days without a server, a mail server that is down. */
import { addDays, dayOf, daysBetween } from "@/lib/signups/course/mornings";
import { type Lesson, planLesson } from "@/lib/signups/course/plan-lesson";

const MINUTE_MS = 60_000;

export type Happening = { at: number } & (
  | { kind: "edit"; lessons: Lesson[] }
  | { kind: "pause" | "resume" }
  | { kind: "server-stops" | "server-starts" }
  | { kind: "mail-stops" | "mail-starts" }
);

export type Journey = {
  zone: string;
  joinsAt: number;
  lessons: Lesson[];
  /** In any order. */
  happenings: Happening[];
};

export type Sent = {
  lesson: Lesson;
  /** When the letter was written, and when the mail server took it. */
  writtenAt: number;
  leftAt: number;
  /** The list at that moment. */
  list: Lesson[];
  /** The first day, in the reader's zone, on which it might come. */
  earliestDay: string;
};

/** The server looks each minute, so somewhere within the one in which something became due. */
const lateness = (step: number) => (step * 7_919) % MINUTE_MS;

/** Everything that was sent, and the list that stood when nothing more could come: whoever has finished stays finished. */
export function walkCourse({ zone, joinsAt, lessons, happenings }: Journey) {
  const todo = happenings.toSorted((a, b) => a.at - b.at);
  const startedOn = dayOf(new Date(joinsAt), zone);
  const world = { now: joinsAt, list: lessons, isUp: true, hasMail: true, shiftDays: 0 };
  let pausedOn: string | null = null;
  let waiting: Sent | undefined;
  const sent: Sent[] = [];

  function happen(what: Happening) {
    world.now = Math.max(world.now, what.at);
    const today = dayOf(new Date(world.now), zone);
    if (what.kind === "edit") world.list = what.lessons;
    if (what.kind === "pause") pausedOn ??= today;
    if (what.kind === "resume" && pausedOn !== null) {
      world.shiftDays += daysBetween(pausedOn, today);
      pausedOn = null;
    }
    if (what.kind === "server-stops") world.isUp = false;
    if (what.kind === "server-starts") world.isUp = true;
    if (what.kind === "mail-stops") world.hasMail = false;
    if (what.kind === "mail-starts") world.hasMail = true;
    if (world.hasMail && waiting) {
      waiting.leftAt = world.now;
      waiting = undefined;
    }
  }

  for (let steps = 0; steps < 10_000; steps += 1) {
    const next = todo[0];
    const plan = look();
    if (plan.kind === "finished") return { sent, list: world.list };
    if (plan.kind === "due") {
      send(plan.lesson);
      continue;
    }
    const wakesAt = plan.kind === "wait" ? plan.until.getTime() : Number.POSITIVE_INFINITY;
    if (next && next.at <= wakesAt) {
      todo.shift();
      happen(next);
    } else if (Number.isFinite(wakesAt)) world.now = wakesAt + lateness(steps);
    else return { sent, list: world.list };
  }
  throw new Error("The walk through the course did not end.");

  function look() {
    if (!world.isUp || pausedOn !== null) return { kind: "rest" } as const;
    const lastSentAt = waiting ? new Date(world.now) : lastLeft();
    const had = new Set(sent.map(({ lesson }) => lesson.id));
    const progress = { startedOn, shiftDays: world.shiftDays, zone, had, lastSentAt };
    return planLesson({ lessons: world.list, progress, now: new Date(world.now) });
  }

  function lastLeft() {
    const last = sent.at(-1);
    return last ? new Date(last.leftAt) : null;
  }

  function send(lesson: Lesson) {
    const { now, list, shiftDays, hasMail } = world;
    const earliestDay = addDays(startedOn, lesson.day + shiftDays);
    const letter = { lesson, writtenAt: now, leftAt: now, list, earliestDay };
    sent.push(letter);
    if (!hasMail) waiting = letter;
  }
}
