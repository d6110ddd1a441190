/** Looks at the sender's domain as large mail hosts do, and says what is there and what to add. */
import { checkAnswers } from "@/lib/mail/sender-dns/check-answers";
import { checkDkim } from "@/lib/mail/sender-dns/check-dkim";
import { checkDmarc } from "@/lib/mail/sender-dns/check-dmarc";
import { checkSpf } from "@/lib/mail/sender-dns/check-spf";
import type { Finding, Sender } from "@/lib/mail/sender-dns/finding";
import type { LookUp } from "@/lib/mail/sender-dns/look-up";

/** All at once; none of them throws. */
export async function checkSender(lookUp: LookUp, sender: Sender): Promise<Finding[]> {
  const answerDomain = sender.answersTo.split("@").at(-1)?.toLowerCase() ?? sender.domain;
  const own = answerDomain === sender.domain;
  return Promise.all([
    checkSpf(lookUp, sender),
    checkDkim(lookUp, sender),
    checkDmarc(lookUp, sender),
    checkAnswers(lookUp, { domain: sender.domain, why: own ? "an answer" : "a bounce" }),
    ...(own ? [] : [checkAnswers(lookUp, { domain: answerDomain, why: "an answer" })]),
  ]);
}

/** Kept for documentation and tests (RFC 2606, 6761, 6762): nobody owns them, so nobody can set records there. */
export const isReservedDomain = (domain: string): boolean =>
  /(^|\.)(example(\.(com|net|org))?|test|invalid|localhost|local)$/i.test(domain);
