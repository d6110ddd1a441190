import { people } from "@/app/(author)/author/audience/audience-words";
import { counted, queueWords } from "@/app/(author)/author/desk/desk-words";
import type { Plan, Step } from "@/lib/desk/failures/plan-replay";
import { nameOfLetters } from "@/lib/desk/state/describe-state";

type Props = { plan: Plan; retrying?: number };

/** The dry run: what a replay would do, before anybody presses anything. */
export function PlanList({ plan, retrying = 0 }: Props) {
  return (
    <ul className="desk-plan">
      {plan.steps.map((step) => (
        <li key={`${step.queue} ${step.template} ${step.outcome}`}>{stepWords(step, plan)}</li>
      ))}
      {retrying > 0 && (
        <li>
          {counted(retrying, "job that waits", "jobs that wait")} for the next try{" "}
          {retrying === 1 ? "is" : "are"} tried at once.
        </li>
      )}
      {plan.isMore && <li>There are more; press again when these are done.</li>}
    </ul>
  );
}

function stepWords({ queue, template, outcome, count }: Step, plan: Plan): string {
  const letters = counted(count, ...nameOfLetters(template ?? ""));
  switch (outcome) {
    case "leaves": {
      const isAll = plan.steps.filter((step) => step.outcome === "leaves").length === 1;
      return `${letters} ${count === 1 ? "leaves" : "leave"}${isAll ? `, to ${people(plan.people)}` : ""}.`;
    }
    case "late":
      return `${letters} ${count === 1 ? "is" : "are"} too old to be of use: not sent.`;
    case "ended":
      return `${letters} left, or ended, meanwhile: nothing happens.`;
    case "runs":
      return `${counted(count, "job")} of “${queueWords(queue)}” ${count === 1 ? "runs" : "run"} again.`;
  }
}

/** To how many people, where several kinds of letters leave. */
export function peopleWords(plan: Plan): string | undefined {
  const kinds = plan.steps.filter(({ outcome }) => outcome === "leaves").length;
  return kinds > 1 ? `${people(plan.people)} in all get a letter.` : undefined;
}
