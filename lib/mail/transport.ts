/** The seam to whatever carries mail away: the provider that MAIL_URL names, else the mailbox on this machine. */
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
  /** Resolves with the server's answer; throws Refused for a final no, PutOff for one of now; anything thrown else: ask again. */
  send(mail: Mail): Promise<string>;
  /** True while there is no point in asking. */
  isResting?(): boolean;
};

const made = new Map<string, Transport>();

/** Asked for each letter, so that a changed provider needs no restart of what is queued. */
export function getTransport(): Transport {
  const { mailUrl, dkim } = getConfig();
  if (!mailUrl) return mailboxTransport;
  const name = JSON.stringify([mailUrl, dkim]);
  const transport = made.get(name) ?? makeTransport(mailUrl);
  made.set(name, transport);
  return transport;
}

function makeTransport(mailUrl: string): Transport {
  if (mailUrl.startsWith("resend:")) return makeResendTransport(mailUrl);
  return makeSmtpTransport(mailUrl, getConfig().dkim);
}
