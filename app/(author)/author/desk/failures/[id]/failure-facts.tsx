import { shortIn } from "@/app/(author)/author/desk/desk-time";
import { Mark } from "@/app/(author)/author/desk/mark";
import type { FailurePage } from "@/lib/desk/failures/find-failure";

type Props = { failure: FailurePage; timezone: string };

export function FailureFacts({ failure, timezone }: Props) {
  const { tries, createdAt, requestId } = failure;
  return (
    <dl className="desk-facts">
      <div>
        <dt>State</dt>
        <dd>
          <StateOf failure={failure} />
        </dd>
      </div>
      <div>
        <dt>Whom it concerns</dt>
        <dd>
          <Whom failure={failure} />
        </dd>
      </div>
      <div>
        <dt>Tries</dt>
        <dd>{tries}</dd>
      </div>
      <div>
        <dt>Given up</dt>
        <dd>
          <time dateTime={createdAt.toISOString()}>{shortIn(createdAt, timezone)}</time>
        </dd>
      </div>
      <div>
        <dt>Reference</dt>
        <dd>
          {requestId ? (
            <a className="link" href={`/author/desk/story?q=${requestId}`}>
              {requestId}
            </a>
          ) : (
            "none"
          )}
        </dd>
      </div>
    </dl>
  );
}

function StateOf({ failure: { resolution, replayedAt } }: { failure: FailurePage }) {
  if (resolution === "done") return <Mark tone="well">Mended</Mark>;
  if (resolution === "skipped") return <Mark tone="off">Skipped</Mark>;
  if (replayedAt) return <Mark tone="well">Being replayed</Mark>;
  return <Mark tone="watch">Waits for you</Mark>;
}

function Whom({ failure: { person, isAboutSomebody } }: { failure: FailurePage }) {
  if (!person) return isAboutSomebody ? "one person" : "nobody by name";
  if (!person.readerId) return person.address;
  return (
    <a className="link" href={`/author/audience/${person.readerId}`}>
      {person.address}
    </a>
  );
}
