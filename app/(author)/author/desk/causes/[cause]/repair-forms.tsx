import { ActionForm } from "@/app/_components/action-form";
import { replayAll, skipAll } from "@/app/(author)/author/desk/actions";
import { counted } from "@/app/(author)/author/desk/desk-words";
import { PlanList, peopleWords } from "@/app/(author)/author/desk/plan-list";
import type { CausePage } from "@/lib/desk/failures/find-cause";

type Props = { page: CausePage; mayRepair: boolean };

/** The dry run stands above the button that does it. */
export function RepairForms({ page: { group, plan }, mayRepair }: Props) {
  if (group.kind === "answers") return <AnswersHelp />;
  if (plan.jobs + group.retrying === 0)
    return (
      <p className="desk-part">
        All of it is being {group.underWay > 0 ? "replayed" : "tried right now"}. What fails again
        comes back here.
      </p>
    );
  return (
    <section aria-labelledby="repair" className="desk-part">
      <h2 id="repair">What a replay would do</h2>
      <PlanList plan={plan} retrying={group.retrying} />
      <p className="mt-2 max-w-[65ch] text-muted">
        {peopleWords(plan)} Each is done once, under the key it had: whoever has a letter already
        gets no second one. Mend the cause first, or they fail again.
      </p>
      {mayRepair ? (
        <div className="desk-buttons">
          <ActionForm action={replayAll} button="Replay all of this cause">
            <input type="hidden" name="cause" value={group.cause} />
          </ActionForm>
          {plan.jobs > 0 && <SkipAll cause={group.cause} jobs={plan.jobs} />}
        </div>
      ) : (
        <p className="mt-3">An author can replay or skip them.</p>
      )}
    </section>
  );
}

function SkipAll({ cause, jobs }: { cause: string; jobs: number }) {
  return (
    <details className="desk-ask">
      <summary className="button button-quiet">Skip all of this cause…</summary>
      <p className="my-3 max-w-[50ch]">
        {counted(jobs, "job")} will never be done, and letters among them never leave. This cannot
        be undone.
      </p>
      <ActionForm action={skipAll} button={`Skip ${counted(jobs, "job")}`} isQuiet>
        <input type="hidden" name="cause" value={cause} />
      </ActionForm>
    </details>
  );
}

const AnswersHelp = () => (
  <p className="desk-part max-w-[65ch]">
    These answers are over; whoever saw one was asked to try again, and what they had typed was
    kept. Each reference tells what happened around it. If they began with a deploy, roll it back.
  </p>
);
