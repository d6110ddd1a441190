/** What a rule or a ledger check sees wrong right now; findings of one cause are one incident, however many there are. */
import { isWorse, type Level } from "@/lib/alarms/levels";

export type Finding = {
  cause: string;
  level: Level;
  /** A few words; they stand first in a message by phone. */
  title: string;
  /** One sentence with its figures; no address of anybody, no secret. */
  detail: string;
  /** The runbook's sentence: what to do first. */
  advice: string;
  /** How many errors, letters or jobs it is about. */
  count: number;
};

/** One for each cause, the worst of them. */
export function onePerCause(findings: Finding[]): Finding[] {
  const worst = new Map<string, Finding>();
  for (const finding of findings) {
    const other = worst.get(finding.cause);
    if (!other || isWorse(finding.level, other.level)) worst.set(finding.cause, finding);
  }
  return [...worst.values()];
}
