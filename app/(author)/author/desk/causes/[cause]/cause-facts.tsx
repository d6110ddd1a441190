import { dueWords, fromNow, shortIn } from "@/app/(author)/author/desk/desk-time";
import { affectedWords, standingWords } from "@/app/(author)/author/desk/desk-words";
import type { CauseGroup } from "@/lib/desk/failures/list-causes";

type Props = { group: CauseGroup; timezone: string; now: Date };

export function CauseFacts({ group, timezone, now }: Props) {
  const { firstAt, lastAt, nextTryAt, trying, cause } = group;
  return (
    <dl className="desk-facts">
      <div>
        <dt>State</dt>
        <dd>{standingWords(group)}</dd>
      </div>
      <div>
        <dt>Affected</dt>
        <dd>{affectedWords(group)}</dd>
      </div>
      <div>
        <dt>First seen</dt>
        <dd>
          <time dateTime={firstAt.toISOString()}>{shortIn(firstAt, timezone)}</time>
        </dd>
      </div>
      <div>
        <dt>Last seen</dt>
        <dd>
          <time dateTime={lastAt.toISOString()}>{shortIn(lastAt, timezone)}</time>,{" "}
          {fromNow(lastAt, now)}
        </dd>
      </div>
      {(trying > 0 || nextTryAt) && (
        <div>
          <dt>Next try</dt>
          <dd>{trying > 0 || !nextTryAt ? "now" : dueWords(nextTryAt, now)}</dd>
        </div>
      )}
      <div>
        <dt>In logs</dt>
        <dd>
          <code>{cause}</code>
        </dd>
      </div>
    </dl>
  );
}
