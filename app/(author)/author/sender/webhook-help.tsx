import { CopyButton } from "@/app/(author)/author/_frame/copy-button";
import type { SenderReport } from "@/lib/desk/letters/sender";

/** How the provider tells of bounces that come after it took a letter. */
export function WebhookHelp({ report: { webhook, carrier } }: { report: SenderReport }) {
  return (
    <section aria-labelledby="webhook">
      <h2 id="webhook" className="sender-heading">
        Let the provider tell of bounces and complaints
      </h2>
      <p className="max-w-[65ch]">
        {webhook.isSet
          ? "MAIL_WEBHOOK_SECRET is set, so signed events are taken here."
          : "MAIL_WEBHOOK_SECRET is not set, so nothing is taken here yet."}
        {carrier.kind === "smtp" &&
          " What the mail server says while a letter is handed over counts without this; what it learns later comes only by events."}
      </p>
      <ol className="sender-steps">
        <li>
          In your provider's panel, add a webhook to{" "}
          <span className="sender-address">
            <code>{webhook.url}</code> <CopyButton text={webhook.url} what="address" />
          </span>
        </li>
        <li>
          Choose the events <code>email.delivered</code>, <code>email.bounced</code> and{" "}
          <code>email.complained</code>.
        </li>
        <li>
          Set <code>MAIL_WEBHOOK_SECRET</code> to the secret it shows, which begins with{" "}
          <code>whsec_</code>, and start the site again. Several may stand there, with commas
          between them, while one replaces another.
        </li>
      </ol>
    </section>
  );
}
