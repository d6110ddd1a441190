import { dayIn } from "@/app/(author)/author/audience/audience-time";
import { secondIn, spanWords } from "@/app/(author)/author/desk/desk-time";
import { counted } from "@/app/(author)/author/desk/desk-words";
import { tellStory } from "@/app/(author)/author/desk/story/tell-story";
import type { StoryEvent } from "@/lib/desk/story/story-event";

type Props = { events: StoryEvent[]; timezone: string };

/** The oldest first: a story begins with a click. */
export function StoryLines({ events, timezone }: Props) {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) return null;
  const span = (last.at.getTime() - first.at.getTime()) / 1000;
  return (
    <section aria-labelledby="story" className="desk-part">
      <h2 id="story">
        {counted(events.length, "event")}
        {events.length > 1 && ` in ${spanWords(span)}`}
      </h2>
      <ol className="desk-timeline">
        {events.map((event, place) => {
          const { title, detail, tone, href } = tellStory(event, timezone);
          const day = dayIn(event.at, timezone);
          const before = events[place - 1];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: events have no names, and the list is never reordered
            <li key={place} data-tone={tone}>
              <p>
                {href ? (
                  <a className="link" href={href}>
                    {title}
                  </a>
                ) : (
                  title
                )}
              </p>
              {detail && <p className="text-muted">{detail}</p>}
              {event.kind === "job" && event.input !== undefined && <Input input={event.input} />}
              <time dateTime={event.at.toISOString()}>
                {(!before || dayIn(before.at, timezone) !== day) && `${day}, `}
                {secondIn(event.at, timezone)}
              </time>
            </li>
          );
        })}
      </ol>
      <p className="text-muted">Times in {timezone}. Of each kind at most fifty.</p>
    </section>
  );
}

/** As on the page of a failure; here it is one event of many. */
function Input({ input }: { input: unknown }) {
  return (
    <details className="desk-more">
      <summary className="tap">What it was given</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre className="desk-input" tabIndex={0}>
        {JSON.stringify(input, null, 2)}
      </pre>
    </details>
  );
}
