/** A clock that is wrong is told, though what its machine counts is written down by the database's. */
import type { Finding } from "@/lib/alarms/finding";

/** `aheadMs` of the database's clock; negative: behind it. */
export function judgeClock(aheadMs: number, wrongMs: number): Finding[] {
  if (Math.abs(aheadMs) < wrongMs) return [];
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return [
    {
      cause: "clock",
      level: "warn",
      title: "A clock is wrong",
      detail: `A machine of this site is ${seconds} seconds ${aheadMs > 0 ? "ahead of" : "behind"} the database.`,
      advice:
        "Let that machine keep time (NTP). Alarms go by the database's clock meanwhile; the times in its log are wrong.",
      count: 1,
    },
  ];
}
