import { CopyButton } from "@/app/(author)/author/_frame/copy-button";
import type { DnsRecord, Finding } from "@/lib/mail/sender-dns/finding";

const STATES = {
  found: { sign: "✓", word: "found" },
  missing: { sign: "○", word: "missing" },
  wrong: { sign: "✕", word: "wrong" },
  unknown: { sign: "?", word: "not known" },
} as const;

/** One question to the DNS: shape and word say how it stands, then what to put there. */
export function FindingCard({ finding }: { finding: Finding }) {
  const { title, state, words, present, add } = finding;
  return (
    <li className="sender-finding">
      <div className="sender-finding-head">
        <h3 className="text-[1rem]">{title}</h3>
        <p className="sender-state" data-state={state}>
          <span aria-hidden="true">{STATES[state].sign}</span> {STATES[state].word}
        </p>
      </div>
      <p className="mt-1">{words}</p>
      {present.map((text) => (
        <p key={text} className="sender-present">
          <span className="text-muted">There now: </span>
          <code>{text}</code>
        </p>
      ))}
      {add && <RecordToAdd record={add} isInstead={state === "wrong"} />}
    </li>
  );
}

function RecordToAdd({ record, isInstead }: { record: DnsRecord; isInstead: boolean }) {
  return (
    <div className="sender-record">
      <p className="text-sm font-medium">{isInstead ? "Put this in its place" : "Add this"}</p>
      <dl>
        <dt>Type</dt>
        <dd>{record.type}</dd>
        <dt>Name</dt>
        <dd>
          <code>{record.name}</code> <CopyButton text={record.name} what="name" />
        </dd>
        <dt>Value</dt>
        <dd>
          <code>{record.value}</code> <CopyButton text={record.value} what="value" />
        </dd>
      </dl>
    </div>
  );
}
