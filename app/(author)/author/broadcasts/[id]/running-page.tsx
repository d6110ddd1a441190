import { Steering } from "@/app/(author)/author/broadcasts/[id]/steering";
import { BroadcastProgress } from "@/app/(author)/author/broadcasts/broadcast-progress";
import { inZone } from "@/app/(author)/author/broadcasts/broadcast-time";
import { describeFilter, people } from "@/app/(author)/author/broadcasts/filter-words";
import { KeepFresh } from "@/app/(author)/author/broadcasts/keep-fresh";
import type { LoadedBroadcast } from "@/app/(author)/author/broadcasts/load-broadcast";
import { QuotesNotice } from "@/app/(author)/author/broadcasts/quotes-notice";

/** How far it is, why it stands still, and what can be done. */
export function RunningPage({ broadcast, chapters, timezone, quotes, audience }: LoadedBroadcast) {
  const { state, pausedBecause, startedAt, doneAt, filter, numbers } = broadcast;
  return (
    <div className="flex max-w-2xl flex-col gap-6">
      {state === "paused" && (
        <div className="broadcast-notice" data-tone="warn">
          <p className="font-medium">It stands still: {pausedBecause}</p>
          <p className="mt-1 text-sm text-muted">
            Nothing leaves meanwhile. When you resume, it goes on where it stopped.
          </p>
        </div>
      )}
      {state !== "sending" && <QuotesNotice quotes={quotes} />}
      {startedAt && <BroadcastProgress numbers={numbers} />}
      <p>
        {startedAt
          ? `To ${people(numbers.recipients)}: ${describeFilter(filter, chapters)}.`
          : `It has not started. It would go to ${people(audience?.people ?? 0)}: ${describeFilter(filter, chapters)}.`}
      </p>
      <Times startedAt={startedAt} doneAt={doneAt} timezone={timezone} isDone={state === "done"} />
      <Steering broadcast={broadcast} />
      {state === "sending" && <KeepFresh seconds={3} />}
    </div>
  );
}

type TimesProps = {
  startedAt: Date | null;
  doneAt: Date | null;
  timezone: string;
  isDone: boolean;
};

function Times({ startedAt, doneAt, timezone, isDone }: TimesProps) {
  if (!startedAt) return null;
  return (
    <p className="text-sm text-muted">
      Started {inZone(startedAt, timezone)}.
      {doneAt && ` ${isDone ? "Done" : "Cancelled"} ${inZone(doneAt, timezone)}.`}
    </p>
  );
}
