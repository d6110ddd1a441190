import { dueWords, shortIn } from "@/app/(author)/author/desk/desk-time";
import { Mark } from "@/app/(author)/author/desk/mark";
import {
  type AnswerCase,
  type CausePage,
  type FailedCase,
  MOST_CASES,
  type RetriedCase,
} from "@/lib/desk/failures/find-cause";

type Shown = { timezone: string; now: Date };

/** The latest of each kind, each leading to its detail. */
export function CaseTables({ page, ...shown }: Shown & { page: CausePage }) {
  return (
    <>
      <FailedTable cases={page.failed} {...shown} />
      <RetriedTable cases={page.retried} {...shown} />
      <AnswerTable cases={page.answers} {...shown} />
    </>
  );
}

const captionOf = (what: string, cases: unknown[]) =>
  cases.length === MOST_CASES ? `${what}: the latest ${MOST_CASES}` : what;

function FailedTable({ cases, timezone }: Shown & { cases: FailedCase[] }) {
  if (cases.length === 0) return null;
  const hasAddresses = cases.some(({ address }) => address !== null);
  return (
    <table className="desk-table is-cards desk-part">
      <caption>{captionOf("Failed for good", cases)}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          {hasAddresses && <th scope="col">Whom</th>}
          <th scope="col">What it said</th>
          <th scope="col">Tries</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        {cases.map(({ id, at, address, message, tries, isUnderWay }) => (
          <tr key={id}>
            <th scope="row">
              <a className="link" href={`/author/desk/failures/${id}`}>
                <time dateTime={at.toISOString()}>{shortIn(at, timezone)}</time>
              </a>
            </th>
            {hasAddresses && <td data-name="Whom">{address ?? "–"}</td>}
            <td data-name="What it said" className="desk-message">
              {message}
            </td>
            <td data-name="Tries">{tries}</td>
            <td data-name="State">
              {isUnderWay ? (
                <Mark tone="well">Being replayed</Mark>
              ) : (
                <Mark tone="watch">Waits</Mark>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function RetriedTable({ cases, now }: Shown & { cases: RetriedCase[] }) {
  if (cases.length === 0) return null;
  const hasAddresses = cases.some(({ address }) => address !== null);
  return (
    <table className="desk-table is-cards desk-part">
      <caption>{captionOf("Tried again by themselves", cases)}</caption>
      <thead>
        <tr>
          <th scope="col">Next try</th>
          {hasAddresses && <th scope="col">Whom</th>}
          <th scope="col">What it said</th>
          <th scope="col">Tries so far</th>
        </tr>
      </thead>
      <tbody>
        {cases.map(({ jobId, nextTryAt, address, message, tries }) => (
          <tr key={jobId}>
            <th scope="row">
              <a className="link" href={`/author/desk/story?q=${jobId}`}>
                {nextTryAt ? dueWords(nextTryAt, now) : "now"}
                <span className="sr-only">: its story</span>
              </a>
            </th>
            {hasAddresses && <td data-name="Whom">{address ?? "–"}</td>}
            <td data-name="What it said" className="desk-message">
              {message}
            </td>
            <td data-name="Tries so far">{tries}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function AnswerTable({ cases, timezone }: Shown & { cases: AnswerCase[] }) {
  if (cases.length === 0) return null;
  return (
    <table className="desk-table is-cards desk-part">
      <caption>{captionOf("Answers that readers saw fail", cases)}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Asked for</th>
          <th scope="col">Status</th>
          <th scope="col">What it said</th>
          <th scope="col">Reference</th>
        </tr>
      </thead>
      <tbody>
        {cases.map(({ requestId, at, method, route, status, message }) => (
          <tr key={requestId}>
            <th scope="row">
              <time dateTime={at.toISOString()}>{shortIn(at, timezone)}</time>
            </th>
            <td data-name="Asked for">
              {method} {route}
            </td>
            <td data-name="Status">{status}</td>
            <td data-name="What it said" className="desk-message">
              {message || "–"}
            </td>
            <td data-name="Reference">
              <a className="link" href={`/author/desk/story?q=${requestId}`}>
                {requestId}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
