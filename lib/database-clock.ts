/** What time it is by the database's clock, as far as this process has seen it: its own may be wrong. */

/** Nearer than this they are the same: an answer takes its time, too. */
const SAME_WITHIN_MS = 5_000;

/** On globalThis because Next evaluates modules more than once. `aheadMs`: how far this process's clock is ahead. */
const holder = globalThis as typeof globalThis & {
  serverlessHandbookClock?: { aheadMs: number };
};

export const databaseNow = (): number =>
  Date.now() - (holder.serverlessHandbookClock?.aheadMs ?? 0);

/** Until it was compared once, this process believes its own. */
export const isClockCompared = (): boolean => holder.serverlessHandbookClock !== undefined;

/** Answers by how much what was told so far was wrong, in milliseconds to add; 0 where it was right. */
export function noteClock(aheadMs: number): number {
  const before = holder.serverlessHandbookClock?.aheadMs ?? 0;
  const isSame = Math.abs(aheadMs - before) < SAME_WITHIN_MS;
  holder.serverlessHandbookClock = { aheadMs: isSame ? before : aheadMs };
  return isSame ? 0 : before - aheadMs;
}
