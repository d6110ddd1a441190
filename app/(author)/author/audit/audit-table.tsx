import { momentIn } from "@/app/(author)/author/audience/audience-time";
import { type Change, changesOf } from "@/app/(author)/author/audit/audit-changes";
import { auditHref } from "@/app/(author)/author/audit/audit-query";
import { type ActorWords, actionWords, actorWords } from "@/app/(author)/author/audit/audit-words";
import { causeTitle } from "@/app/(author)/author/desk/desk-words";
import type { AuditEntry, AuditFilter } from "@/lib/desk/audit/list-audit";
import type { AuditSubject } from "@/lib/desk/audit/name-subjects";

type Props = { entries: AuditEntry[]; filter: AuditFilter; timezone: string };

/** Newest first; on a phone each row is a card. */
export function AuditTable({ entries, filter, timezone }: Props) {
  return (
    <table className="audit-table">
      <caption className="sr-only">Who did what, newest first, times in {timezone}</caption>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Who</th>
          <th scope="col">What</th>
          <th scope="col">About</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.id}>
            <td className="audit-when">
              <time dateTime={entry.at.toISOString()}>{momentIn(entry.at, timezone)}</time>
              {entry.network && <span>from {entry.network}</span>}
            </td>
            <td className="audit-who">
              <Who {...actorWords(entry.actor)} filter={filter} />
            </td>
            <th scope="row">
              {actionWords(entry.action)}
              <Versions {...entry.versions} />
            </th>
            <td>
              <About {...entry.subject} />
              <Changes changes={changesOf(entry)} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Who({ name, role, by, filter }: ActorWords & { filter: AuditFilter }) {
  return (
    <>
      {by === filter.by ? name : <a href={auditHref({ ...filter, by })}>{name}</a>}
      {role && <span>{role}</span>}
    </>
  );
}

function Versions({ from, to }: AuditEntry["versions"]) {
  if (from === undefined && to === undefined) return null;
  const words =
    to === undefined
      ? `Version ${from}`
      : from === undefined || from === to
        ? `Version ${to}`
        : `Version ${to}, after version ${from}`;
  return <span className="audit-versions">{words}</span>;
}

/** Folded, so that the list stays one of who did what. */
function Changes({ changes }: { changes: Change[] }) {
  if (changes.length === 0) return null;
  return (
    <details>
      <summary className="tap">Details</summary>
      <dl>
        {changes.map(({ name, before, after }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {before !== undefined && <del>{before}</del>}
              {after !== undefined && (before === undefined ? after : <ins>{after}</ins>)}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function About(subject: AuditSubject) {
  const href = hrefOf(subject);
  if (href) return <a href={href}>{nameIn(subject)}</a>;
  const isGone = subject.kind === "chapter" && subject.isGone;
  return (
    <>
      {subject.name}
      {isGone && <span>deleted</span>}
    </>
  );
}

const nameIn = ({ kind, name }: AuditSubject) => (kind === "failure" ? causeTitle(name) : name);

function hrefOf(subject: AuditSubject): string | undefined {
  if (subject.kind === "chapter")
    return subject.isGone ? undefined : `/author/chapters/${subject.slug}/history`;
  if (subject.kind === "lesson") return `/author/course/${subject.id}`;
  if (subject.kind === "broadcast") return `/author/broadcasts/${subject.id}`;
  if (subject.kind === "failure") return `/author/desk/failures/${subject.id}`;
  if (subject.kind === "incident") return `/author/desk/incidents/${subject.id}`;
  return subject.kind === "person" ? `/author/audience/${subject.id}` : undefined;
}
