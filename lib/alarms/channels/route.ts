/** Which ways out there are, and in which order a message tries them. */
import type { Channel } from "@/lib/alarms/channels/channel";
import { mailChannel } from "@/lib/alarms/channels/mail";
import { makeSlackChannel } from "@/lib/alarms/channels/slack";
import { makeSmsChannel } from "@/lib/alarms/channels/sms";
import type { LoudLevel } from "@/lib/alarms/levels";
import { CHANNEL_NAMES, type ChannelName } from "@/lib/alarms/notices/notice";
import { getConfig } from "@/lib/config";

const FIRST_CHOICE: Record<LoudLevel, ChannelName[]> = {
  serious: ["slack", "sms", "mail"],
  very_serious: ["sms", "slack", "mail"],
};

/**
 * Empty where it stands on the desk only: a message needs Slack, a very serious one Slack or a phone. The others step in
 * where that one fails.
 */
export function channelsFor(level: LoudLevel): ChannelName[] {
  const isSet = new Set(configuredChannels());
  const hasOwn = isSet.has("slack") || (level === "very_serious" && isSet.has("sms"));
  return hasOwn ? FIRST_CHOICE[level].filter((name) => isSet.has(name)) : [];
}

/** Mail only steps in where something else was chosen, and never into the mailbox of this machine. */
export function configuredChannels(): ChannelName[] {
  const { alarms, mailUrl, authorEmails } = getConfig();
  const isSet: Record<ChannelName, boolean> = {
    slack: alarms.slackUrl !== undefined,
    sms: alarms.sms !== undefined,
    mail: Boolean((alarms.slackUrl || alarms.sms) && mailUrl && authorEmails.length > 0),
  };
  return CHANNEL_NAMES.filter((name) => isSet[name]);
}

/** Kept, since each remembers whether its service rests; another address is another one. */
const made = new Map<string, Channel>();

export function getChannel(name: ChannelName): Channel | undefined {
  const { slackUrl, sms } = getConfig().alarms;
  if (name === "mail") return mailChannel;
  const key = JSON.stringify([name, slackUrl, sms]);
  const channel = made.get(key) ?? makeChannel(name);
  if (channel) made.set(key, channel);
  return channel;
}

function makeChannel(name: "slack" | "sms"): Channel | undefined {
  const { slackUrl, sms } = getConfig().alarms;
  if (name === "slack") return slackUrl ? makeSlackChannel(slackUrl) : undefined;
  return sms && makeSmsChannel(sms);
}
