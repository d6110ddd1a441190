/** "Somebody joining today gets…": the true planner, asked again and again while its clock is moved on. */
import { getBookSettings } from "@/lib/book/settings";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { listLiveLessons } from "@/lib/signups/course/live-lessons";
import { dayOf, zoneOr } from "@/lib/signups/course/mornings";
import { type Lesson, type Progress, planLesson } from "@/lib/signups/course/plan-lesson";

type Question = {
  actor: Actor;
  /** When they press the button. */
  now: Date;
  /** Theirs; without one, the author's. */
  zone?: string | null;
};

export type SimulatedLesson = {
  lesson: { id: string; subject: string };
  at: Date;
  /** In their zone, such as 2026-11-27. */
  day: string;
};

export async function simulateCourse({
  actor,
  now,
  zone: theirs = null,
}: Question): Promise<Result<{ zone: string; lessons: SimulatedLesson[] }, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const { timezone } = await getBookSettings();
  const zone = zoneOr(theirs, timezone);
  const lessons = await read(listLiveLessons);
  const sent = walkThrough({ lessons, zone, now });
  return ok({
    zone,
    lessons: sent.map(({ lesson: { id, subject }, at }) => ({
      lesson: { id, subject },
      at,
      day: dayOf(at, zone),
    })),
  });
}

type Walk<L> = { lessons: readonly L[]; zone: string; now: Date };

function walkThrough<L extends Lesson>({ lessons, zone, now }: Walk<L>) {
  const sent: { lesson: L; at: Date }[] = [];
  let at = now;
  for (;;) {
    const progress: Progress = {
      startedOn: dayOf(now, zone),
      shiftDays: 0,
      zone,
      had: new Set(sent.map(({ lesson }) => lesson.id)),
      lastSentAt: sent.at(-1)?.at ?? null,
    };
    const plan = planLesson({ lessons, progress, now: at });
    if (plan.kind === "wait") at = plan.until;
    else if (plan.kind === "due") sent.push({ lesson: plan.lesson, at });
    else return sent;
  }
}
