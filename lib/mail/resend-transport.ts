/** Resend's HTTP interface, as an example of a provider that speaks no SMTP: one request a letter, repeatable for a day. */
import { z } from "zod";
import { isLoopbackHost } from "@/lib/config";
import { guardTransport } from "@/lib/mail/guarded-transport";
import { tagOf } from "@/lib/mail/message-id";
import { Refused, TurnedAway } from "@/lib/mail/refused";
import type { Mail, Transport } from "@/lib/mail/transport";

type Settings = { url: string; connections: number };

/** `resend://API_KEY`, or `resend://API_KEY@127.0.0.1:4010` for a test double. */
export function makeResendTransport({ url, connections }: Settings): Transport {
  const { key, endpoint } = readAddress(new URL(url));
  const send = async (mail: Mail, signal: AbortSignal) => {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        authorization: `Bearer ${key}`,
        "content-type": "application/json",
        "idempotency-key": mail.messageId,
      },
      body: JSON.stringify(requestOf(mail)),
      redirect: "error",
      signal,
    });
    return readResponse(response.status, await response.text());
  };
  return guardTransport(send, connections);
}

function readAddress({ username, hostname, host }: URL) {
  const server = username ? host : "api.resend.com";
  const scheme = username && isLoopbackHost(hostname) ? "http" : "https";
  return {
    key: decodeURIComponent(username || hostname),
    endpoint: `${scheme}://${server}/emails`,
  };
}

const requestOf = ({ messageId, from, to, replyTo, subject, text, html, headers }: Mail) => ({
  from,
  to: [to],
  reply_to: replyTo,
  subject,
  text,
  html,
  headers: { ...headers, "Message-ID": messageId },
  tags: [{ name: "letter", value: tagOf(messageId) }],
});

/** Of an error; a gateway in between may answer anything else. */
const errorBody = z.object({ name: z.string().default(""), message: z.string().default("") });

function readResponse(status: number, body: string): string {
  if (status >= 200 && status < 300) return `${status} ${body}`;
  const { name, message } = errorBody.safeParse(parse(body)).data ?? { name: "", message: body };
  const answer = `${status} ${name} ${message}`;
  /** The same letter in other words: a new version of the site rendered it again. */
  if (name === "invalid_idempotent_request") return `${answer} (so it was taken before)`;
  if (isAboutLetter({ status, name, message })) throw refusalOf(message, `refused: ${answer}`);
  throw new Error(answer);
}

type Answer = { status: number; name: string; message: string };

/** Our key, our sender and our domain are refused under the same statuses as a letter; waiting mends those. */
const ABOUT_US = new Set([
  "invalid_api_key",
  "invalid_access",
  "invalid_from_address",
  "invalid_idempotency_key",
  "invalid_region",
  "missing_api_key",
  "restricted_api_key",
]);

function isAboutLetter({ status, name, message }: Answer): boolean {
  if (status !== 400 && status !== 413 && status !== 422) return false;
  return !ABOUT_US.has(name) && !/api key|domain|`from`/i.test(message);
}

/** Its words name the field. What is wrong with any other one, somebody can mend. */
const refusalOf = (message: string, words: string) =>
  message.includes("`to`") ? new Refused(words) : new TurnedAway(words, { hasSeenLetter: true });

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
