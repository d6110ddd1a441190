import { ActionForm } from "@/app/_components/action-form";
import {
  duplicate,
  removeDraft,
  saveBroadcast,
  testBroadcast,
} from "@/app/(author)/author/broadcasts/actions";
import { DraftForm } from "@/app/(author)/author/broadcasts/draft-form";
import { filterValues } from "@/app/(author)/author/broadcasts/filter-values";
import { describeFilter, people } from "@/app/(author)/author/broadcasts/filter-words";
import type { LoadedBroadcast } from "@/app/(author)/author/broadcasts/load-broadcast";
import { QuotesNotice } from "@/app/(author)/author/broadcasts/quotes-notice";

export function DraftPage(loaded: LoadedBroadcast) {
  const { broadcast, chapters, saved } = loaded;
  const values = {
    id: broadcast.id,
    version: String(broadcast.version),
    subject: broadcast.subject,
    markdown: broadcast.markdown,
    ...filterValues(broadcast.filter),
  };
  return (
    <div className="broadcast-columns">
      <div className="flex flex-col gap-6">
        <QuotesNotice quotes={loaded.quotes} />
        <DraftForm
          action={saveBroadcast}
          button="Save"
          values={values}
          chapters={chapters}
          saved={saved}
        />
      </div>
      <aside aria-label="Before it goes out" className="broadcast-side">
        <Audience {...loaded} />
        <section className="card flex flex-col gap-3">
          <h2 className="text-base">Look at it</h2>
          <a
            className="button button-quiet self-start"
            href={`/author/broadcasts/${broadcast.id}/preview`}
          >
            Preview
          </a>
          <ActionForm action={testBroadcast} button="Send me a test" isQuiet>
            <input type="hidden" name="id" value={broadcast.id} />
          </ActionForm>
          <p className="text-sm text-muted">
            Both show what was saved last. The test goes to {loaded.email}.
          </p>
        </section>
        <More id={broadcast.id} />
      </aside>
    </div>
  );
}

function Audience({ broadcast, audience, chapters }: LoadedBroadcast) {
  return (
    <section className="card">
      <h2 className="text-base">{people(audience?.people ?? 0)} would get it</h2>
      <p className="mt-1 text-sm text-muted">{describeFilter(broadcast.filter, chapters)}.</p>
      {audience && audience.some.length > 0 && (
        <details className="mt-2 text-sm">
          <summary className="tap">The newest of them</summary>
          <ul className="mt-1 break-all text-muted">
            {audience.some.map((address) => (
              <li key={address}>{address}</li>
            ))}
          </ul>
        </details>
      )}
      <a className="button mt-4 w-full" href={`/author/broadcasts/${broadcast.id}/send`}>
        Send or schedule…
      </a>
    </section>
  );
}

function More({ id }: { id: string }) {
  return (
    <details className="text-sm">
      <summary className="tap text-muted">Duplicate or delete</summary>
      <div className="mt-3 flex flex-col items-start gap-3">
        <ActionForm action={duplicate} button="Duplicate" isQuiet>
          <input type="hidden" name="id" value={id} />
        </ActionForm>
        <ActionForm action={removeDraft} button="Delete this draft" isQuiet>
          <input type="hidden" name="id" value={id} />
          <p className="mb-2 text-muted">Its text stays in the audit log, nowhere else.</p>
        </ActionForm>
      </div>
    </details>
  );
}
