/** Ledger rules: they compare what was promised with what was done, and so need no traffic to ring. */
import type { Finding } from "@/lib/alarms/finding";
import { log } from "@/lib/log";
import { Unavailable } from "@/lib/unavailable";

/** `find` makes a statement or two that stay quick with a million rows; it answers for now, so that its end is seen too. */
export type LedgerCheck = { name: string; find(): Promise<Finding[]> };

/** One that breaks keeps none of the others from looking, and is told itself: nobody looks there meanwhile. */
export async function runLedger(checks: LedgerCheck[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const check of checks) found.push(...(await check.find().catch(broken(check))));
  return found;
}

const broken = (check: LedgerCheck) => (error: unknown) => {
  /** It is not the check that breaks. */
  if (error instanceof Unavailable) throw error;
  log().error({ err: error, check: check.name }, "a ledger check broke");
  return [
    {
      cause: `check:${check.name}`,
      level: "warn" as const,
      title: "A check of the alarms breaks",
      detail: `Nobody looks for ${check.name} meanwhile.`,
      advice: "Search the log for “a ledger check broke”; the reason stands beside it.",
      count: 1,
    },
  ];
};
