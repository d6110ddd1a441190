/** What it means that the database does not answer this instance: serious after twenty seconds, very serious after two minutes. */
import type { Finding } from "@/lib/alarms/finding";

const SERIOUS_MS = 20_000;
const VERY_SERIOUS_MS = 120_000;

/** Of the same cause as failing calls: when it is back, those of the outage make no second message. */
export function judgeAbsence(goneForMs: number): Finding[] {
  if (goneForMs < SERIOUS_MS) return [];
  const seconds = Math.round(goneForMs / 1000);
  return [
    {
      cause: "database",
      level: goneForMs >= VERY_SERIOUS_MS ? "very_serious" : "serious",
      title: "The database does not answer",
      detail: `For ${seconds} seconds no call got an answer. Chapters shown before are still shown; forms say that they cannot save.`,
      advice:
        "Start it again, or look at its provider's status page. Nothing acknowledged is lost.",
      count: 1,
    },
  ];
}
