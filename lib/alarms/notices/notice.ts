/** The words of a message: first what and how bad, then what to do, then where; no address of anybody in it. */
import { createHash } from "node:crypto";
import type { Incident } from "@/lib/alarms/incidents/incident";
import type { News } from "@/lib/alarms/incidents/settle";
import type { LoudLevel } from "@/lib/alarms/levels";
import { getConfig } from "@/lib/config";

export const CHANNEL_NAMES = ["slack", "sms", "mail"] as const;
export type ChannelName = (typeof CHANNEL_NAMES)[number];

export type NewNotice = {
  key: string;
  incidentId: string | null;
  kind: "opened" | "worse" | "recovered" | "proof";
  level: LoudLevel;
  text: string;
  onlyChannel: ChannelName | null;
  /** Where it left already, without the database. */
  channel: ChannelName | null;
  sentAt: number | null;
};

const LEVEL_WORDS: Record<LoudLevel, string> = {
  serious: "Serious",
  very_serious: "Very serious",
};

export function noticeOf(incident: Incident, { key, kind, level }: News): NewNotice {
  const text = composeText(incident, { key, kind, level });
  return { ...unsent(key), incidentId: incident.id, kind, level, text };
}

type Proof = { channel: ChannelName; day: string; open: number };

/** Says once a day that this way works; its absence is an alarm too. */
export function proofOf({ channel, day, open }: Proof): NewNotice {
  const key = `proof:${channel}:${day}`;
  const state = open === 0 ? "Nothing is open." : `Open incidents: ${open}.`;
  const text = `Daily proof for ${day}: alarms reach you here. ${state} If no proof comes tomorrow, look at ${linkTo("/author/desk")} ${numberOf(key)}`;
  return {
    ...unsent(key),
    incidentId: null,
    kind: "proof",
    level: "serious",
    text,
    onlyChannel: channel,
  };
}

const unsent = (key: string) => ({ key, onlyChannel: null, channel: null, sentAt: null });

function composeText(
  { title, detail, advice, link, firstAt, lastAt }: Incident,
  news: News,
): string {
  const end = `${linkTo(link)} ${numberOf(news.key)}`;
  if (news.kind === "recovered")
    return withoutAddresses(
      `Over: ${title}. From ${timeOf(firstAt)} to ${timeOf(lastAt)} UTC. ${end}`,
    );
  const how =
    news.kind === "worse"
      ? `Still, ${LEVEL_WORDS[news.level].toLowerCase()}`
      : LEVEL_WORDS[news.level];
  return withoutAddresses(`${how}: ${title}. ${detail} ${advice} ${end}`);
}

/** The same number twice is one alarm whose answer was lost. */
const numberOf = (key: string) =>
  `(No. ${createHash("sha256").update(key).digest("hex").slice(0, 6).toUpperCase()})`;

const linkTo = (path: string) => `${getConfig().publicUrl}${path}`;

const timeOf = (at: number) => new Date(at).toISOString().slice(11, 16);

const withoutAddresses = (text: string) => text.replace(/[^\s/]+@\S+/g, "[address]");
