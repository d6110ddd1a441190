/** The seam to whatever carries mail away: an SMTP server where MAIL_URL is set, else the mailbox on this machine. */
import { getConfig } from "@/lib/config";
import { mailboxTransport } from "@/lib/mail/mailbox-transport";
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
  /** Resolves with the server's answer; throws Refused for a final no, anything else means: try again. */
  send(mail: Mail): Promise<string>;
  /** True while there is no point in asking. */
  isResting?(): boolean;
};

const smtp = new Map<string, Transport>();

/** Asked for each letter, so that a changed provider needs no restart of what is queued. */
export function getTransport(): Transport {
  const { mailUrl } = getConfig();
  if (!mailUrl) return mailboxTransport;
  const transport = smtp.get(mailUrl) ?? makeSmtpTransport(mailUrl);
  smtp.set(mailUrl, transport);
  return transport;
}
