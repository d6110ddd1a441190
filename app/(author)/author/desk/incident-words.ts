/** How loud an alarm is, in a word and where it rings. */
import { causeTitle, queueWords } from "@/app/(author)/author/desk/desk-words";
import type { Tone } from "@/app/(author)/author/desk/mark";
import type { Incident } from "@/lib/desk/incidents/incidents";

export const LEVELS: Record<Incident["level"], { tone: Tone; word: string; rings: string }> = {
  warn: { tone: "watch", word: "Warning", rings: "A warning stands on the desk alone." },
  serious: { tone: "harm", word: "Serious", rings: "Serious alarms go to Slack." },
  very_serious: {
    tone: "harm",
    word: "Very serious",
    rings: "Very serious alarms go to a phone.",
  },
};

/** The alarms name work as logs do; people have other names for it. */
export function incidentTitle({ cause, title }: Pick<Incident, "cause" | "title">): string {
  const failing = /^failures:(.+)$/.exec(cause)?.[1];
  if (failing) return `${causeTitle(failing)} – failed for good`;
  const still = /^jobs:(.+)$/.exec(cause)?.[1];
  if (still) return `${queueWords(still)}: nobody takes them up`;
  const tried = /^tried:(.+)$/.exec(cause)?.[1];
  return tried ? `${queueWords(tried)}: tried again and again` : title;
}

export const CHANNELS: Record<string, string> = {
  slack: "Slack",
  sms: "a phone",
  mail: "mail",
};
