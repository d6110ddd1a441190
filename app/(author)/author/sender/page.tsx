import type { Metadata } from "next";
import { forbidden } from "next/navigation";
import { TestForm } from "@/app/(author)/author/letters/test-form";
import { BulkRules } from "@/app/(author)/author/sender/bulk-rules";
import { DeliveryCounts } from "@/app/(author)/author/sender/delivery-counts";
import { FindingCard } from "@/app/(author)/author/sender/finding-card";
import "@/app/(author)/author/sender/sender.css";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { SenderFacts } from "@/app/(author)/author/sender/sender-facts";
import { WebhookHelp } from "@/app/(author)/author/sender/webhook-help";
import { inspectSender, type SenderReport } from "@/lib/desk/letters/sender";
import { makeLookUp } from "@/lib/mail/sender-dns/look-up";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Sender");

/** Whether our letters arrive: who carries them, what the DNS says, what became of those that left. */
export default async function SenderPage() {
  const actor = await currentAuthor("/author/sender", "people");
  const report = await inspectSender({ actor, lookUp: makeLookUp() });
  if (!report.ok) forbidden();
  return (
    <div className="sender-page">
      <h1 className="text-[1.44rem]">Sender</h1>
      <p className="mt-2 max-w-[65ch] text-muted">{summaryOf(report.value)}</p>
      <SenderFacts report={report.value} />
      <TestForm name="broadcast" />
      <Findings report={report.value} />
      <DeliveryCounts report={report.value} />
      <WebhookHelp report={report.value} />
      <BulkRules />
    </div>
  );
}

function summaryOf({ carrier, findings, domain }: SenderReport): string {
  if (carrier.kind === "nobody")
    return "MAIL_URL is not set, so letters stay in this machine's mailbox and reach nobody.";
  if (!findings)
    return `Letters leave, but in the name of ${domain}, which is kept for examples. Set MAIL_FROM to a domain of yours.`;
  const open = findings.filter(({ state }) => state === "missing" || state === "wrong").length;
  if (open > 0)
    return `${open === 1 ? "One thing keeps" : `${open} things may keep`} your letters out of inboxes. Each says what to add.`;
  return findings.some(({ state }) => state === "unknown")
    ? "The DNS did not answer all questions; what it answered is well."
    : "All well: mail hosts can see that your letters are yours.";
}

function Findings({ report: { findings, domain } }: { report: SenderReport }) {
  return (
    <section aria-labelledby="dns">
      <h2 id="dns" className="sender-heading">
        What the DNS says of {domain}
      </h2>
      {findings ? (
        <ul className="sender-findings">
          {findings.map((finding) => (
            <FindingCard key={finding.title} finding={finding} />
          ))}
        </ul>
      ) : (
        <p className="max-w-[65ch]">
          {domain} is kept for examples and belongs to nobody, so there is nothing to look up. Set
          MAIL_FROM to an address of a domain of yours, and this page tells which records it needs.
        </p>
      )}
    </section>
  );
}
