/** A letter of the outbox in words: what it is, how it stands, when it leaves. */
import { fromNow, shortIn } from "@/app/(author)/author/desk/desk-time";
import type { Tone } from "@/app/(author)/author/desk/mark";
import type { OutboxLetter } from "@/lib/desk/outbox/describe-letters";
import type { OutboxState } from "@/lib/desk/outbox/outbox-filter";
import { nameOfLetters } from "@/lib/desk/state/describe-state";

export const STATE_WORDS: Record<OutboxState, string> = {
  waiting: "Waiting",
  retry: "Waiting for a new try",
  held: "Held",
  failed: "Failed for good",
  ended: "Ended unsent",
  sent: "Sent",
};

export const STATE_TONES: Record<OutboxState, Tone> = {
  waiting: "well",
  retry: "watch",
  held: "off",
  failed: "harm",
  ended: "off",
  sent: "well",
};

type Shown = { timezone: string; now: Date };

/** "Welcome letter", "Test of a lesson". */
export function kindWords({ template, isTest }: Pick<OutboxLetter, "template" | "isTest">): string {
  const [name] = nameOfLetters(template);
  if (isTest) return `Test of ${/^[aeiou]/.test(name) ? "an" : "a"} ${name}`;
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

export const stateWords = ({ state, failure }: Pick<OutboxLetter, "state" | "failure">): string =>
  state === "failed" && failure?.isUnderWay ? "Being replayed" : STATE_WORDS[state];

/** When it left, or what has to happen before it does. */
export function leavingWords(letter: OutboxLetter, { timezone, now }: Shown): string {
  const { state, sentAt, leavesAt, failure } = letter;
  switch (state) {
    case "sent":
      return sentAt ? shortIn(sentAt, timezone) : "–";
    case "ended":
      return "Never";
    case "held":
      return "When its broadcast goes on";
    case "failed":
      return failure?.isUnderWay ? "When its turn comes" : "When you replay it";
    default:
      return leavesAt && leavesAt > now ? fromNow(leavesAt, now) : "When its turn comes";
  }
}

export const PROBLEMS = {
  needs_people: "An address is looked up by authors alone. A reference works for you too.",
  no_reference:
    "That is neither a whole address nor a whole reference, so no letter is shown. Part of one finds nothing.",
  wrong_filter:
    "This filter has a part that is not understood, so no letter is shown rather than the wrong ones. Choose it again above.",
};
