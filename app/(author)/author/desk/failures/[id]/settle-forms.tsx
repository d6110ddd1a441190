import { ActionForm } from "@/app/_components/action-form";
import { replay, skip } from "@/app/(author)/author/desk/actions";
import { PlanList } from "@/app/(author)/author/desk/plan-list";
import type { FailurePage } from "@/lib/desk/failures/find-failure";

type Props = { failure: FailurePage; mayRepair: boolean };

export function SettleForms({ failure: { id, plan }, mayRepair }: Props) {
  if (plan.jobs === 0) return null;
  return (
    <section aria-labelledby="repair" className="desk-part">
      <h2 id="repair">What a replay would do</h2>
      <PlanList plan={plan} />
      <p className="mt-2 max-w-[65ch] text-muted">
        It is done once, however often anybody presses. Mend the cause first, or it fails again.
      </p>
      {mayRepair ? (
        <div className="desk-buttons">
          <ActionForm action={replay} button="Replay">
            <input type="hidden" name="id" value={id} />
          </ActionForm>
          <details className="desk-ask">
            <summary className="button button-quiet">Skip…</summary>
            <p className="my-3 max-w-[50ch]">
              It will never be done; a letter never leaves. This cannot be undone.
            </p>
            <ActionForm action={skip} button="Skip it" isQuiet>
              <input type="hidden" name="id" value={id} />
            </ActionForm>
          </details>
        </div>
      ) : (
        <p className="mt-3">An author can replay or skip it.</p>
      )}
    </section>
  );
}
