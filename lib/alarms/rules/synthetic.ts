/** What misses of the synthetic reader mean: one may be chance, some in a row are serious, more very serious. */
import type { Finding } from "@/lib/alarms/finding";
import { sayCount } from "@/lib/alarms/rules/words";

export type Misses = {
  inARow: number;
  /** Such as "/search answered with 500". */
  what: string;
};

type Limits = { serious: number; verySerious: number };

export function judgeMisses({ inARow, what }: Misses, limits: Limits): Finding[] {
  if (inARow < limits.serious) return [];
  return [
    {
      cause: "reader",
      level: inARow >= limits.verySerious ? "very_serious" : "serious",
      title: "A page cannot be read",
      detail: `The site asks itself each half minute like a reader: ${what}, ${sayCount(inARow, "time")} in a row.`,
      advice:
        "Open that page. If it is broken for you too, restart the site or roll the last deploy back.",
      count: inARow,
    },
  ];
}
