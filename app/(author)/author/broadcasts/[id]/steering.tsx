import { ActionForm } from "@/app/_components/action-form";
import {
  cancel,
  duplicate,
  pause,
  resume,
  takeBack,
} from "@/app/(author)/author/broadcasts/actions";
import type { Numbered } from "@/lib/desk/broadcasts/broadcast-numbers";

/** What can be done with it now; what cannot be undone asks once more. */
export function Steering({ broadcast }: { broadcast: Numbered }) {
  const { id, state, startedAt } = broadcast;
  const hidden = <input type="hidden" name="id" value={id} />;
  return (
    <div className="flex flex-col gap-4">
      <div className="broadcast-actions">
        {state === "sending" && (
          <ActionForm action={pause} button="Pause">
            {hidden}
            <div className="mb-3">
              <label className="label" htmlFor="reason">
                Why, for your own record
              </label>
              <input id="reason" name="reason" className="field" maxLength={200} />
            </div>
          </ActionForm>
        )}
        {state === "paused" && (
          <ActionForm action={resume} button={startedAt ? "Resume" : "Start now"}>
            {hidden}
          </ActionForm>
        )}
        {state === "paused" && !startedAt && (
          <ActionForm action={takeBack} button="Back to draft" isQuiet>
            {hidden}
          </ActionForm>
        )}
      </div>
      <div className="broadcast-actions">
        <a className="button button-quiet" href={`/author/broadcasts/${id}/preview`}>
          See the letter
        </a>
        <ActionForm action={duplicate} button="Duplicate" isQuiet>
          {hidden}
        </ActionForm>
      </div>
      {(state === "sending" || state === "paused") && (
        <details>
          <summary className="tap text-sm text-muted">Cancel this broadcast</summary>
          <p className="my-3 text-sm">
            Whoever has it keeps it; nobody else gets it. This cannot be undone.
          </p>
          <ActionForm action={cancel} button="Cancel for good" isQuiet>
            {hidden}
          </ActionForm>
        </details>
      )}
    </div>
  );
}
