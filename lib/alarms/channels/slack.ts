/** Slack's incoming webhook: one POST of JSON, answered with "ok". */
import type { Channel } from "@/lib/alarms/channels/channel";
import { makeOutbound } from "@/lib/alarms/channels/outbound";

export function makeSlackChannel(url: string): Channel {
  const post = makeOutbound();
  return {
    name: "slack",
    send: ({ text }) =>
      post({
        url,
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ text: escapeMarks(text) }),
        isTaken: (body) => body.trim() === "ok",
      }),
  };
}

/** What Slack would read as links and mentions: https://docs.slack.dev/messaging/formatting-message-text */
const escapeMarks = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
