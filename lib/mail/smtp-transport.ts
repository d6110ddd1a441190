/** SMTP over pooled connections; 5xx about a letter is a final no, and letters are signed where a key is set. */
import { createTransport, type Transporter } from "nodemailer";
import { type DkimKey, dkimOptions } from "@/lib/mail/dkim";
import { guardTransport, MAIL_TIMEOUT_MS } from "@/lib/mail/guarded-transport";
import { readAnswer } from "@/lib/mail/smtp-answer";
import type { Mail, Transport } from "@/lib/mail/transport";

type Settings = { url: string; connections: number; dkim?: DkimKey };

export const poolSettings = ({ url, connections, dkim }: Settings) => ({
  url,
  pool: true as const,
  maxConnections: connections,
  /** For a line that the server closed while it was idle; all other tries are the queue's. */
  maxRequeues: 1,
  connectionTimeout: MAIL_TIMEOUT_MS,
  greetingTimeout: MAIL_TIMEOUT_MS,
  socketTimeout: MAIL_TIMEOUT_MS,
  disableFileAccess: true,
  disableUrlAccess: true,
  dkim: dkim && dkimOptions(dkim),
});

export function makeSmtpTransport(settings: Settings): Transport {
  const mailer = createTransport(poolSettings(settings));
  return guardTransport((mail, signal) => send(mailer, { ...mail, signal }), settings.connections);
}

/** Whoever stops waiting closes the line, so that no letter leaves later than we count on. */
async function send(mailer: Transporter, mail: Mail & { signal: AbortSignal }): Promise<string> {
  try {
    const { response } = await mailer.sendMail(mail);
    return String(response);
  } catch (error) {
    throw readAnswer(error) ?? error;
  }
}
