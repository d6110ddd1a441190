import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { sendBroadcast, sendLater } from "@/app/(author)/author/broadcasts/actions";
import { tomorrowMorning, zoneName } from "@/app/(author)/author/broadcasts/broadcast-time";
import { describeFilter, people } from "@/app/(author)/author/broadcasts/filter-words";
import { loadBroadcast } from "@/app/(author)/author/broadcasts/load-broadcast";
import { QuotesNotice } from "@/app/(author)/author/broadcasts/quotes-notice";
import "@/app/(author)/author/broadcasts/broadcasts.css";
import { ActionForm } from "@/app/_components/action-form";
import { privateMetadata } from "@/app/_http/private-metadata";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Send a broadcast");

type Props = { params: Promise<{ id: string }> };

/** The last look: to whom, what follows, and the two ways to let it go. */
export default async function SendPage({ params }: Props) {
  const { id } = await params;
  const { broadcast, audience, chapters, quotes, timezone } = await loadBroadcast(id, "/send");
  if (broadcast.state !== "draft" && broadcast.state !== "scheduled")
    redirect(`/author/broadcasts/${id}`);
  const many = people(audience?.people ?? 0);
  const hidden = (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="version" value={broadcast.version} />
    </>
  );
  return (
    <div className="flex max-w-xl flex-col gap-6">
      <div>
        <p className="mb-2 text-sm">
          <a className="link tap" href={`/author/broadcasts/${id}`}>
            Back to the broadcast
          </a>
        </p>
        <h1 className="text-[1.44rem] break-words">
          Send “{broadcast.subject || "No subject yet"}”
        </h1>
      </div>
      <QuotesNotice quotes={quotes} />
      <p>
        This goes to <strong>{many}</strong>: {describeFilter(broadcast.filter, chapters)}. Nobody
        gets it twice. You can pause at any time.
      </p>
      <section className="card" aria-labelledby="now">
        <h2 id="now" className="mb-3 text-base">
          Now
        </h2>
        <ActionForm action={sendBroadcast} button={`Send to ${many}`}>
          {hidden}
        </ActionForm>
      </section>
      <section className="card" aria-labelledby="later">
        <h2 id="later" className="mb-3 text-base">
          Later
        </h2>
        <ActionForm action={sendLater} button="Schedule" isQuiet>
          {hidden}
          <div className="mb-4">
            <label className="label" htmlFor="at">
              Day and time, in {zoneName(timezone)}
            </label>
            <input
              id="at"
              name="at"
              type="datetime-local"
              required
              className="field"
              defaultValue={tomorrowMorning(new Date(), timezone)}
            />
          </div>
        </ActionForm>
      </section>
    </div>
  );
}
