/** An incident is open for some quiet minutes after its end, so that it does not ring twice; what it says is then of the past. */

/** The alarms look at everything each thirty seconds, and a look may be missed. */
const SEEN_WITHIN_MS = 90_000;

export const isSeenNow = (lastAt: Date, now: Date): boolean =>
  now.getTime() - lastAt.getTime() < SEEN_WITHIN_MS;
