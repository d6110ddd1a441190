/** How loud an alarm is, in a word and where it rings. */
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

export const CHANNELS: Record<string, string> = {
  slack: "Slack",
  sms: "a phone",
  mail: "mail",
};
