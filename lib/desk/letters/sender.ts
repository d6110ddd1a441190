/** What an author sees of the sender: who carries letters, what the DNS says of it, and what became of what left. */
import { getBookSettings } from "@/lib/book/settings";
import { domainOf, getConfig } from "@/lib/config";
import { read } from "@/lib/db/transaction";
import { countReports, type ReportCounts } from "@/lib/mail/delivery-reports";
import { checkSender, isReservedDomain } from "@/lib/mail/sender-dns/check-sender";
import type { Finding, Sender } from "@/lib/mail/sender-dns/finding";
import type { LookUp } from "@/lib/mail/sender-dns/look-up";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const COUNTED_DAYS = 30;

export type SenderReport = {
  from: string;
  domain: string;
  carrier: Sender["carrier"];
  isSigned: boolean;
  replyTo: string | undefined;
  postalAddress: string | undefined;
  /** Undefined where the domain is kept for examples, so that there is nothing to look up. */
  findings: Finding[] | undefined;
  counts: ReportCounts;
  countedDays: number;
  webhook: { url: string; isSet: boolean };
};

type Question = { actor: Actor; lookUp: LookUp };

export async function inspectSender({
  actor,
  lookUp,
}: Question): Promise<Result<SenderReport, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const { mailFrom, dkim, publicUrl, mailWebhookSecrets } = getConfig();
  const { replyTo, postalAddress } = await getBookSettings();
  const sender: Sender = {
    domain: domainOf(mailFrom),
    carrier: carrierOf(getConfig().mailUrl),
    dkim,
    answersTo: replyTo ?? bareAddress(mailFrom),
  };
  const { domain, carrier } = sender;
  return ok({
    from: mailFrom,
    domain,
    carrier,
    isSigned: dkim !== undefined && carrier.kind === "smtp",
    replyTo,
    postalAddress,
    findings: isReservedDomain(domain) ? undefined : await checkSender(lookUp, sender),
    counts: await read((db) => countReports(db, COUNTED_DAYS)),
    countedDays: COUNTED_DAYS,
    webhook: { url: `${publicUrl}/api/webhooks/mail`, isSet: mailWebhookSecrets.length > 0 },
  });
}

function carrierOf(mailUrl: string | undefined): Sender["carrier"] {
  if (!mailUrl) return { kind: "nobody" };
  if (mailUrl.startsWith("resend:")) return { kind: "resend" };
  return { kind: "smtp", host: new URL(mailUrl).hostname };
}

const bareAddress = (sender: string) => /<([^<>]+)>$/.exec(sender)?.[1] ?? sender;
