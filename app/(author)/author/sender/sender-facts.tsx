import type { SenderReport } from "@/lib/desk/letters/sender";

/** What the settings and the book say; a gap says where to fill it. */
export function SenderFacts({ report }: { report: SenderReport }) {
  const { from, replyTo, postalAddress } = report;
  return (
    <dl className="sender-facts">
      <Fact name="Letters come from">{from}</Fact>
      <Fact name="They leave through">{carrierIn(report)}</Fact>
      <Fact name="Answers go to">
        {replyTo ?? "The sender, since the book's settings name no other address."}
      </Fact>
      <Fact name="Postal address">
        {postalAddress ??
          "None. Many countries want one below letters that advertise; the book's settings take it."}
      </Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function carrierIn({ carrier, isSigned }: SenderReport): string {
  if (carrier.kind === "nobody") return "Nothing: they stay in this machine's mailbox";
  if (carrier.kind === "resend") return "Resend, which signs them";
  return `${carrier.host}, ${isSigned ? "signed here (DKIM)" : "unsigned by this site"}`;
}
