/** What it means that the database gives no answer, or a useless one: serious after twenty seconds, very serious after two minutes. */
import type { Finding } from "@/lib/alarms/finding";

const SERIOUS_MS = 20_000;
const VERY_SERIOUS_MS = 120_000;

type Absence = {
  goneForMs: number;
  /** What it says, where it says anything. */
  complaint?: string;
};

/** Of the same cause as failing calls: when it is back, those of the outage make no second message. */
export function judgeAbsence({ goneForMs, complaint }: Absence): Finding[] {
  if (goneForMs < SERIOUS_MS) return [];
  const words = complaint === undefined ? goneWords(goneForMs) : complaintWords(complaint);
  const level = goneForMs >= VERY_SERIOUS_MS ? "very_serious" : "serious";
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
