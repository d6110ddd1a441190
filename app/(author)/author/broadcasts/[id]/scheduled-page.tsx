import { ActionForm } from "@/app/_components/action-form";
import { duplicate, takeBack, testBroadcast } from "@/app/(author)/author/broadcasts/actions";
import { inZone } from "@/app/(author)/author/broadcasts/broadcast-time";
import { describeFilter, people } from "@/app/(author)/author/broadcasts/filter-words";
import type { LoadedBroadcast } from "@/app/(author)/author/broadcasts/load-broadcast";
import { QuotesNotice } from "@/app/(author)/author/broadcasts/quotes-notice";

export function ScheduledPage({
  broadcast,
  audience,
  chapters,
  timezone,
  quotes,
}: LoadedBroadcast) {
  const { id, scheduledAt, filter } = broadcast;
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      <QuotesNotice quotes={quotes} />
      <div className="card">
        <p className="text-[1.2rem] font-medium">
          Goes out {scheduledAt ? inZone(scheduledAt, timezone) : "soon"}.
        </p>
        <p className="mt-2">
          To {people(audience?.people ?? 0)} as things stand: {describeFilter(filter, chapters)}.
          Who they are is settled when it starts.
        </p>
        <p className="mt-2 text-sm text-muted">
          If the site is down at that time, it starts as soon as it is back.
        </p>
      </div>
      <div className="broadcast-actions">
        <a className="button button-quiet" href={`/author/broadcasts/${id}/preview`}>
          Preview
        </a>
        <a className="button button-quiet" href={`/author/broadcasts/${id}/send`}>
          Change the time or send now…
        </a>
        <ActionForm action={takeBack} button="Back to draft" isQuiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
        <ActionForm action={testBroadcast} button="Send me a test" isQuiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
        <ActionForm action={duplicate} button="Duplicate" isQuiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
      </div>
    </div>
  );
}
