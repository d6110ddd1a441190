/** What it means that the database gives no answer, or a useless one: serious after seconds, very serious after minutes. */
import type { Finding } from "@/lib/alarms/finding";

type Absence = {
  goneForMs: number;
  /** What it says, where it says anything. */
  complaint?: string;
  limits: { seriousMs: number; verySeriousMs: number };
};

/** Of the same cause as failing calls: when it is back, those of the outage make no second message. */
export function judgeAbsence({ goneForMs, complaint, limits }: Absence): Finding[] {
  if (goneForMs < limits.seriousMs) return [];
  const words = complaint === undefined ? goneWords(goneForMs) : complaintWords(complaint);
  const level = goneForMs >= limits.verySeriousMs ? "very_serious" : "serious";
  return [{ cause: "database", level, count: 1, ...words }];
}

const goneWords = (goneForMs: number) => ({
  title: "The database does not answer",
  detail: `For ${Math.round(goneForMs / 1000)} seconds no call got an answer. Chapters shown before are still shown; forms say that they cannot save.`,
  advice: "Start it again, or look at its provider's status page. Nothing acknowledged is lost.",
});

const complaintWords = (complaint: string) => ({
  title: "The database cannot be written to",
  detail: `The alarms could not write down what they count: ${complaint}.`,
  advice:
    "Look for a full disk or a missing migration (npm run migrate). Nothing acknowledged is lost.",
});
