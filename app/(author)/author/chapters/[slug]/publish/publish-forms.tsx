import { ActionForm } from "@/app/_components/action-form";
import { removeChapter } from "@/app/(author)/author/_chapters/actions";
import {
  publishNow,
  schedule,
  takeBackSchedule,
  takeDown,
} from "@/app/(author)/author/chapters/[slug]/publish/actions";
import type { ChapterState } from "@/lib/author/chapters/find-draft";

type Props = {
  slug: string;
  version: number;
  state: ChapterState;
  /** Readers have some version of it. */
  isLive: boolean;
  publishAt: Date | null;
  timezone: string;
  isStopped: boolean;
  mayPublish: boolean;
};

export function PublishForms(props: Props) {
  const { slug, version, state, isLive, publishAt, timezone, isStopped, mayPublish } = props;
  if (!mayPublish)
    return (
      <p className="card">An author publishes. What you wrote is saved as version {version}.</p>
    );
  const about = (
    <>
      <input type="hidden" name="slug" value={slug} />
      <input type="hidden" name="version" value={version} />
    </>
  );
  return (
    <section aria-label="Publish" className="grid gap-6">
      {isStopped ? (
        <p className="card">What is broken must be mended first: readers would find it.</p>
      ) : state === "live" ? (
        <p className="card">Readers have all of it already: version {version} is live.</p>
      ) : (
        <>
          <ActionForm
            action={publishNow}
            button={state === "changed" ? "Publish the changes" : "Publish now"}
          >
            {about}
            <label className="mb-3 block">
              <span className="label">What is new (optional, kept in the history)</span>
              <input name="note" className="field" maxLength={300} />
            </label>
          </ActionForm>
          <details open={state === "scheduled"}>
            <summary className="tap cursor-pointer">
              {publishAt ? `Scheduled for ${inZone(publishAt, timezone)}` : "Or at a time"}
            </summary>
            <ActionForm action={schedule} button="Schedule" isQuiet className="mt-3">
              {about}
              <input type="hidden" name="timezone" value={timezone} />
              <label className="mb-3 block">
                <span className="label">Goes live at ({timezone})</span>
                <input name="at" type="datetime-local" className="field" required />
              </label>
            </ActionForm>
          </details>
        </>
      )}
      {state === "scheduled" && (
        <ActionForm action={takeBackSchedule} button="Take back the schedule" isQuiet>
          {about}
        </ActionForm>
      )}
      {isLive && (
        <details>
          <summary className="tap cursor-pointer">Take it down</summary>
          <p className="my-2 text-muted">
            Readers get “not found” from the next second on; text, history and rights stay.
          </p>
          <ActionForm action={takeDown} button="Take it down" isQuiet>
            {about}
          </ActionForm>
        </details>
      )}
      <details>
        <summary className="tap cursor-pointer">Delete this chapter</summary>
        <p className="my-2 text-muted">
          It can be brought back for 30 days, with everything it had, from the list of chapters.
        </p>
        <ActionForm action={removeChapter} button="Delete" isQuiet>
          {about}
        </ActionForm>
      </details>
    </section>
  );
}

const inZone = (at: Date, timeZone: string) =>
  `${new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "short", timeZone }).format(at)} (${timeZone})`;
