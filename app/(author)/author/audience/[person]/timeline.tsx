import { tellEvent } from "@/app/(author)/author/audience/[person]/event-words";
import { momentIn } from "@/app/(author)/author/audience/audience-time";
import type { TimelineEvent } from "@/lib/desk/audience/timeline";

type Props = { events: TimelineEvent[]; timezone: string };

/** What people did on the site and what mail servers answered; nothing that spies on a letter. */
export function Timeline({ events, timezone }: Props) {
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline" className="mb-3 text-base">
        What happened
      </h2>
      <ol className="timeline">
        {events.map((event, index) => {
          const { title, detail, tone } = tellEvent(event);
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: events have no names, and the list is never reordered
            <li key={index} data-tone={tone}>
              <p>{title}</p>
              {detail && <p className="text-sm text-muted">{detail}</p>}
              <time dateTime={event.at.toISOString()}>{momentIn(event.at, timezone)}</time>
            </li>
          );
        })}
      </ol>
      <p className="mt-2 text-sm text-muted">
        Times in {timezone}. Of each kind the latest hundred; letters are kept for 90 days, logins
        while they last.
      </p>
    </section>
  );
}
