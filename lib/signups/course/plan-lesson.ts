/** Decides from its arguments alone which lesson a reader gets next, and when. */
import { addDays, dayOf, laterDay, whenToSend } from "@/lib/signups/course/mornings";

export type Lesson = { id: string; day: number };

export type Progress = {
  /** The day of confirming, in the reader's zone. */
  startedOn: string;
  shiftDays: number;
  zone: string;
  /** Ids of the lessons they had or skipped. */
  had: ReadonlySet<string>;
  /** When the last letter with a lesson left; for one that still waits, now. */
  lastSentAt: Date | null;
};

/** `idle`: there is no lesson at all yet, so nobody has finished either. */
export type Plan<L extends Lesson> =
  | { kind: "due"; lesson: L }
  | { kind: "wait"; lesson: L; until: Date }
  | { kind: "finished" }
  | { kind: "idle" };

type Question<L> = { lessons: readonly L[]; progress: Progress; now: Date };

/**
 * The first lesson, in the present order of the list, that the reader has not had: so whatever is moved, put in or
 * taken out under way, each comes once and in order. It leaves on its day, but never on the day of another one, so that
 * days without a server end in no burst.
 */
export function planLesson<L extends Lesson>({ lessons, progress, now }: Question<L>): Plan<L> {
  if (lessons.length === 0) return { kind: "idle" };
  const lesson = lessons.find(({ id }) => !progress.had.has(id));
  if (!lesson) return { kind: "finished" };
  const until = whenToSend({ day: dayFor(lesson, progress), zone: progress.zone, now });
  return until <= now ? { kind: "due", lesson } : { kind: "wait", lesson, until };
}

function dayFor({ day }: Lesson, { startedOn, shiftDays, zone, lastSentAt }: Progress): string {
  const own = addDays(startedOn, day + shiftDays);
  return lastSentAt ? laterDay(own, addDays(dayOf(lastSentAt, zone), 1)) : own;
}
