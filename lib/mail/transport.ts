/** The seam to whatever carries mail away: the provider that MAIL_URL names, else the mailbox on this machine, by SMTP where --break stands before it. */
import { getConfig } from "@/lib/config";
import { mailboxTransport } from "@/lib/mail/mailbox-transport";
import { makeResendTransport } from "@/lib/mail/resend-transport";
import { makeSmtpTransport } from "@/lib/mail/smtp-transport";

export type Mail = {
  messageId: string;
  from: string;
  to: string;
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
};

export type Transport = {
  /**
   * Resolves with the server's answer; throws Refused for a final no, TurnedAway for one about us, PutOff for one of
   * now, Unavailable when it did not even ask; anything thrown else: ask again. `isWanted` is asked when the letter's turn has come; a no ends it with
   * undefined.
   */
  send(mail: Mail, isWanted?: () => Promise<boolean>): Promise<string | undefined>;
  /** How long there is no point in asking; more than 0 while the server rests. */
  restMs?(): number;
};

/**
 * Sign-in, receipts, all others: each with connections and a breaker of its own, so that no letter to many stands in
 * the way of one that somebody waits for, and no displeasure about those closes the door to these.
 */
const CONNECTIONS = [3, 3, 5];

const made = new Map<string, Transport>();

/** Asked for each letter, so that a changed provider needs no restart of what is queued. */
export function getTransport(lane: number): Transport {
  const { mailUrl, localMailUrl, dkim } = getConfig();
  const url = mailUrl ?? localMailUrl;
  if (!url) return mailboxTransport;
  const pool = Math.min(lane, CONNECTIONS.length - 1);
  const name = JSON.stringify([pool, url, dkim]);
  const transport = made.get(name) ?? makeTransport(url, CONNECTIONS[pool]);
  made.set(name, transport);
  return transport;
}

function makeTransport(url: string, connections = 1): Transport {
  if (url.startsWith("resend:")) return makeResendTransport({ url, connections });
  return makeSmtpTransport({ url, connections, dkim: getConfig().dkim });
}
