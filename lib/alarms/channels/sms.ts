/** Twilio's Messages resource: one form-encoded POST with basic authentication, answered with the message's id. */
import { z } from "zod";
import type { Channel } from "@/lib/alarms/channels/channel";
import { makeOutbound } from "@/lib/alarms/channels/outbound";

export type SmsAccount = { sid: string; token: string; from: string; to: string; url: string };

/** So long that ten parts of a message by phone hold it. */
const LONGEST = 1_500;

const answer = z.object({ sid: z.string().min(1) });

export function makeSmsChannel({ sid, token, from, to, url }: SmsAccount): Channel {
  const post = makeOutbound();
  const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString("base64")}`;
  return {
    name: "sms",
    send: ({ text }) =>
      post({
        url: `${url.replace(/\/$/, "")}/2010-04-01/Accounts/${encodeURIComponent(sid)}/Messages.json`,
        headers: { authorization, "content-type": "application/x-www-form-urlencoded" },
        body: new URLSearchParams({ From: from, To: to, Body: text.slice(0, LONGEST) }).toString(),
        isTaken: (body) => answer.safeParse(parse(body)).success,
      }),
  };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
