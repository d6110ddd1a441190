/** Reads an SMTP server's no: final or for now, about the inbox or about something else. */
import { PutOff, Refused } from "@/lib/mail/refused";

/** What nodemailer tells of an answer: its code, its words, and the command that it answers. */
type Answered = Error & { responseCode: number; response?: string; command?: string };

/** Undefined where there was no answer about the letter: the line broke, or what displeased was our log-in or sender. */
export function readAnswer(error: unknown): Refused | PutOff | undefined {
  if (!isAnswered(error) || !isAboutLetter(error)) return undefined;
  const { responseCode, message } = error;
  if (responseCode < 500) return new PutOff(message, { cause: error });
  return new Refused(`refused: ${message}`, { cause: error, isInboxGone: isInboxGone(error) });
}

/** 421 closes the line whatever was asked, 552 finds the letter too large as soon as it hears of it. */
const isAboutLetter = ({ responseCode, command = "" }: Answered) =>
  responseCode === 552 || (responseCode !== 421 && ["RCPT TO", "DATA"].includes(command));

/** RFC 3463: the address is no good, the site takes no mail, the mailbox is closed. 5.1.7 and 5.1.8 mean the sender. */
const GONE = /^5\.(1\.([1-6]|10)|2\.1)$/;
const GONE_PLAIN = new Set([550, 551, 553]);
/** What servers say of us, not of the inbox, under the same plain code. */
const IS_OUR_FAULT = /relay|spam|block|black|policy|reputation|listed|sender|dmarc|spf|dkim/i;

/**
 * An enhanced code speaks more exactly than the plain one: policy (5.7.x) is often told in answer to RCPT TO although
 * another letter would be taken there. Without one, only an answer to RCPT TO can be about the inbox.
 */
function isInboxGone({ responseCode, response = "", command }: Answered): boolean {
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  if (enhanced) return GONE.test(enhanced);
  return command === "RCPT TO" && GONE_PLAIN.has(responseCode) && !IS_OUR_FAULT.test(response);
}

function isAnswered(error: unknown): error is Answered {
  if (!(error instanceof Error) || !("responseCode" in error)) return false;
  return Number(error.responseCode) >= 400 && Number(error.responseCode) < 600;
}
