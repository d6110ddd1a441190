/** Reads an SMTP server's no: final or for now, about the inbox or about us. */
import { PutOff, Refused, TurnedAway } from "@/lib/mail/refused";

/** What nodemailer tells of an answer: its code, its words, and the command that it answers. */
type Answered = Error & { responseCode: number; response?: string; command?: string };

/** Undefined where there was no answer about the letter: the line broke, or what displeased was our log-in or sender. */
export function readAnswer(error: unknown): Refused | TurnedAway | PutOff | undefined {
  if (!isAnswered(error) || !isAboutLetter(error)) return undefined;
  const { responseCode, message, command } = error;
  if (responseCode < 500) return new PutOff(message, { cause: error });
  const about = blame(error);
  const words = `refused: ${message}`;
  return about === "us"
    ? new TurnedAway(words, { cause: error, hasSeenLetter: command !== "RCPT TO" })
    : new Refused(words, { cause: error, isInboxGone: about === "gone inbox" });
}

/** 421 closes the line whatever was asked, 552 finds the letter too large as soon as it hears of it. */
const isAboutLetter = ({ responseCode, command = "" }: Answered) =>
  responseCode === 552 || (responseCode !== 421 && ["RCPT TO", "DATA"].includes(command));

/** RFC 3463: the address is no good, the site takes no mail, the mailbox is closed. 5.1.7 and 5.1.8 mean the sender. */
const GONE = /^5\.(1\.([1-6]|10)|2\.1)$/;
/**
 * All that RFC 3463 says of the recipient's address, mailbox and the way there. 5.1.0 says not whose address, and 5.2.3
 * finds the letter too long: a shorter one would be taken. 5.3 to 5.7 without the way (system, protocol, content, policy)
 * speak of us.
 */
const ABOUT_INBOX = /^5\.(1\.(?![78]$)|2\.(?!3$)|4\.)/;
const GONE_PLAIN = new Set([550, 551, 553]);
/** What servers say of us, not of the inbox, under the same plain code. */
const IS_OUR_FAULT =
  /relay|spam|block|black|policy|reputation|listed|sender|dmarc|spf|dkim|auth|denied/i;

/**
 * An enhanced code speaks more exactly than the plain one: policy (5.7.x) is often told in answer to RCPT TO although
 * another letter would be taken there. Without one, only an answer to RCPT TO can be about the inbox, and only 550 to 553
 * in words that do not speak of us. All else that is unknown counts as about us: wrong in this direction, somebody reads a
 * line on the desk and skips it; wrong in the other, a blocked account would lose every letter without a word.
 */
function blame({ responseCode, response = "", command }: Answered): "gone inbox" | "inbox" | "us" {
  const [, enhanced] = /^\d{3}[ -](\d\.\d{1,3}\.\d{1,3})\b/.exec(response) ?? [];
  const speaksOfUs = IS_OUR_FAULT.test(response);
  if (enhanced === "5.1.0") return speaksOfUs ? "us" : "inbox";
  if (enhanced)
    return GONE.test(enhanced) ? "gone inbox" : ABOUT_INBOX.test(enhanced) ? "inbox" : "us";
  if (command !== "RCPT TO" || speaksOfUs) return "us";
  if (GONE_PLAIN.has(responseCode)) return "gone inbox";
  /** Its mailbox is full. */
  return responseCode === 552 ? "inbox" : "us";
}

function isAnswered(error: unknown): error is Answered {
  if (!(error instanceof Error) || !("responseCode" in error)) return false;
  return Number(error.responseCode) >= 400 && Number(error.responseCode) < 600;
}
