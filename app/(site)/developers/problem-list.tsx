import { problemAnchor } from "@/app/_http/problem";
import { PROBLEM_KINDS } from "@/app/api/v1/_api/problem-kinds";

/** One place for each kind of problem; the `type` of a problem document leads to it. */
export function ProblemList() {
  return (
    <dl className="fact-list">
      {Object.entries(PROBLEM_KINDS).map(([status, { name, about }]) => (
        <div key={status} id={problemAnchor(Number(status))} className="developers-problem">
          <dt>
            {status} {name}
          </dt>
          <dd>{about.replaceAll("`", "")}</dd>
        </div>
      ))}
    </dl>
  );
}
