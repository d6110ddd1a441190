/** Decides from its arguments alone when the next chapter of a companion leaves. */
import { addDays, dayOf, whenToSend } from "@/lib/signups/course/mornings";

const DAYS_BETWEEN = 3;

export type CompanionPace = {
  startedAt: Date;
  zone: string;
  /** When the last letter with a chapter left; for one that still waits, now. */
  lastSentAt: Date | null;
};

/** The first comes the morning after the start, also after a new one; each further one three days after the last. */
export function planChapter({ startedAt, zone, lastSentAt }: CompanionPace, now: Date): Date {
  const isUnderWay = lastSentAt !== null && lastSentAt >= startedAt;
  const day = isUnderWay
    ? addDays(dayOf(lastSentAt, zone), DAYS_BETWEEN)
    : addDays(dayOf(startedAt, zone), 1);
  return whenToSend({ day, zone, now });
}
