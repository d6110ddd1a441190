import { OPERATIONS } from "@/app/api/v1/_api/registry";

/** Every call, from the descriptions that answer them. */
export function CallList() {
  return (
    <dl className="fact-list">
      <div>
        <dt>POST /signups</dt>
        <dd>Unlock a chapter with an address, as the form does</dd>
        <dd>no token</dd>
      </div>
      {OPERATIONS.map(({ id, method, path, summary, scope }) => (
        <div key={id}>
          <dt>
            {method} {path}
          </dt>
          <dd>{summary}</dd>
          <dd className="developers-scope">{scope}</dd>
        </div>
      ))}
    </dl>
  );
}
