/** A clock that is wrong puts what this instance counts into the wrong minute, where no rule looks. */
import type { Finding } from "@/lib/alarms/finding";

const WRONG_MS = 60_000;

/** `aheadMs` of the database's clock; negative: behind it. */
export function judgeClock(aheadMs: number): Finding[] {
  if (Math.abs(aheadMs) < WRONG_MS) return [];
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return [
    {
      cause: "clock",
      level: "warn",
      title: "A clock is wrong",
      detail: `A machine of this site is ${seconds} seconds ${aheadMs > 0 ? "ahead of" : "behind"} the database.`,
      advice: "Let that machine keep time (NTP). Until then its errors may be seen late.",
      count: 1,
    },
  ];
}
