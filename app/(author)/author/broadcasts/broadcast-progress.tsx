import type { Numbers } from "@/lib/desk/broadcasts/broadcast-numbers";

/** A bar for the eye, and the same in numbers for everybody. */
export function BroadcastProgress({ numbers }: { numbers: Numbers }) {
  const { recipients, sent, undelivered, missed, toGo } = numbers;
  const handled = recipients - toGo;
  const width = (many: number) => ({ width: `${recipients ? (100 * many) / recipients : 0}%` });
  return (
    <div>
      <div
        role="progressbar"
        aria-label="People written to"
        aria-valuemin={0}
        aria-valuemax={recipients}
        aria-valuenow={handled}
        aria-valuetext={`${handled.toLocaleString("en-US")} of ${recipients.toLocaleString("en-US")}`}
        className="broadcast-bar"
      >
        <span className="broadcast-bar-sent" style={width(sent)} />
        <span className="broadcast-bar-bad" style={width(undelivered)} />
      </div>
      <dl className="broadcast-numbers">
        <Figure name="Sent" many={sent} />
        <Figure name="To go" many={toGo} />
        <Figure name="Not deliverable" many={undelivered} />
        {missed > 0 && <Figure name="Not written to" many={missed} />}
      </dl>
    </div>
  );
}

function Figure({ name, many }: { name: string; many: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{many.toLocaleString("en-US")}</dd>
    </div>
  );
}
