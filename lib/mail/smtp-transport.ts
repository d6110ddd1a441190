/** SMTP over pooled connections; 5xx about a letter is a final no, and letters are signed where a key is set. */
import { createTransport, type Transporter } from "nodemailer";
import { type DkimKey, dkimOptions } from "@/lib/mail/dkim";
import { guardTransport, MAIL_TIMEOUT_MS } from "@/lib/mail/guarded-transport";
import { readAnswer } from "@/lib/mail/smtp-answer";
import type { Mail, Transport } from "@/lib/mail/transport";

export function makeSmtpTransport(url: string, dkim?: DkimKey): Transport {
  const mailer = createTransport({
    url,
    pool: true,
    maxConnections: 5,
    connectionTimeout: MAIL_TIMEOUT_MS,
    greetingTimeout: MAIL_TIMEOUT_MS,
    socketTimeout: MAIL_TIMEOUT_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    dkim: dkim && dkimOptions(dkim),
  });
  return guardTransport((mail) => send(mailer, mail));
}

async function send(mailer: Transporter, mail: Mail): Promise<string> {
  try {
    const { response } = await mailer.sendMail(mail);
    return String(response);
  } catch (error) {
    throw readAnswer(error) ?? error;
  }
}
