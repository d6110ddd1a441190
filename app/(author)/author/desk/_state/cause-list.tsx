import { dueWords, rangeIn } from "@/app/(author)/author/desk/desk-time";
import {
  affectedWords,
  causeLink,
  readCause,
  standingWords,
} from "@/app/(author)/author/desk/desk-words";
import { Mark } from "@/app/(author)/author/desk/mark";
import type { CauseGroup } from "@/lib/desk/failures/list-causes";

type Props = { causes: CauseGroup[]; timezone: string; now: Date };

/** What goes wrong, one row per cause, each with the way to its repair. */
export function CauseList({ causes, timezone, now }: Props) {
  return (
    <section aria-labelledby="failures" className="desk-part">
      <h2 id="failures">Failures by cause</h2>
      {causes.length === 0 ? (
        <p>Nothing fails. Whatever ever does stands here, with a button that mends it.</p>
      ) : (
        <table className="desk-table is-cards">
          <caption className="sr-only">
            What goes wrong, the latest first. Times in {timezone}.
          </caption>
          <thead>
            <tr>
              <th scope="col">Cause</th>
              <th scope="col">State</th>
              <th scope="col">Affected</th>
              <th scope="col">First and last seen</th>
              <th scope="col">Next try</th>
              <th scope="col">
                <span className="sr-only">Repair</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {causes.map((group) => (
              <CauseRow key={group.cause} group={group} timezone={timezone} now={now} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function CauseRow({ group, timezone, now }: { group: CauseGroup; timezone: string; now: Date }) {
  const { where, error } = readCause(group.cause);
  const tone = group.kind === "answers" ? "harm" : group.failed > 0 ? "watch" : "well";
  return (
    <tr>
      <th scope="row">
        <a className="link" href={causeLink(group.cause)}>
          {where}
        </a>
        <span className="desk-error">{error}</span>
      </th>
      <td data-name="State">
        <Mark tone={tone}>{standingWords(group)}</Mark>
      </td>
      <td data-name="Affected">{affectedWords(group)}</td>
      <td data-name="Seen">{rangeIn(group.firstAt, group.lastAt, timezone)}</td>
      <td data-name="Next try">{nextTry(group, now)}</td>
      <td className="desk-row-button">
        <a className="button button-quiet" href={causeLink(group.cause)}>
          {group.kind === "answers" ? "Look" : "Look and repair"}
          <span className="sr-only">
            {" "}
            {where}, {error}
          </span>
        </a>
      </td>
    </tr>
  );
}

function nextTry({ nextTryAt, trying, failed, kind }: CauseGroup, now: Date): string {
  if (trying > 0) return "now";
  if (nextTryAt) return dueWords(nextTryAt, now);
  return kind === "jobs" && failed > 0 ? "When you say so" : "–";
}
