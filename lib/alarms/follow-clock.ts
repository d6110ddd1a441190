/** Keeps this process's times by the database's clock: counts in the wrong minute would stand where no rule looks. */
import { askClock, noteWritten } from "@/lib/alarms/record-signals";
import { type Alone, watchState } from "@/lib/alarms/watch-state";
import { isClockCompared, noteClock } from "@/lib/database-clock";
import { moveSignals } from "@/lib/signals";

/** Before anything is written for the first time: until now nobody knew what time it is. */
export async function compareClock(): Promise<void> {
  if (isClockCompared()) return;
  const now = await askClock();
  const byMs = noteClock(Date.now() - now);
  if (byMs === 0) return;
  moveSignals(byMs);
  const { alone } = watchState();
  if (alone) moveAlone(alone, byMs);
}

/**
 * At each look. What was written stays where it stands, or it would be counted twice; of a clock that was set meanwhile
 * that is what a few seconds counted.
 */
export function followClock(aheadMs: number): void {
  if (noteClock(aheadMs) !== 0) noteWritten(0);
}

function moveAlone(alone: Alone, byMs: number) {
  alone.since += byMs;
  alone.incidents = alone.incidents.map((incident) => ({
    ...incident,
    firstAt: incident.firstAt + byMs,
    lastAt: incident.lastAt + byMs,
    closedAt: incident.closedAt && incident.closedAt + byMs,
  }));
  for (const notice of alone.notices) if (notice.sentAt) notice.sentAt += byMs;
}
