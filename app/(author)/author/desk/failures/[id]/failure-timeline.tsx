import { secondIn, shortIn } from "@/app/(author)/author/desk/desk-time";
import { actorWords } from "@/app/(author)/author/desk/desk-words";
import type { FailurePage } from "@/lib/desk/failures/find-failure";

type Props = { failure: FailurePage; timezone: string };
type Line = { at: Date; title: string; detail?: string; tone?: "bad" | "good" };

const DEEDS: Record<string, string> = {
  "failure.replayed": "Replayed",
  "failure.skipped": "Skipped",
};

/** Every try that left a trace, and what people did about it. */
export function FailureTimeline({ failure, timezone }: Props) {
  const { errors, tries } = failure;
  return (
    <section aria-labelledby="timeline" className="desk-part">
      <h2 id="timeline">What happened</h2>
      <ol className="desk-timeline">
        {linesOf(failure).map(({ at, title, detail, tone }) => (
          <li key={`${at.toISOString()} ${title}`} data-tone={tone}>
            <p>{title}</p>
            {detail && <p className="text-muted">{detail}</p>}
            <time dateTime={at.toISOString()} title={shortIn(at, timezone)}>
              {shortIn(at, timezone).split(",")[0]}, {secondIn(at, timezone)}
            </time>
          </li>
        ))}
      </ol>
      <p className="text-muted">
        Times in {timezone}.
        {tries > errors.length &&
          " Of many tries only the first eight, and each whose number is a power of two, leave a trace."}
      </p>
    </section>
  );
}

function linesOf({ errors, deeds, createdAt, resolution, resolvedAt }: FailurePage): Line[] {
  const lines: Line[] = [
    ...errors.map(({ at, tries, message }, place) => ({
      at,
      title: `Try ${tries} failed${message === errors[place - 1]?.message ? " the same way" : ""}`,
      detail: message === errors[place - 1]?.message ? undefined : message,
      tone: "bad" as const,
    })),
    { at: createdAt, title: "Given up, and put on the desk", tone: "bad" },
    ...deeds.map(({ at, actor, action }) => ({
      at,
      title: DEEDS[action] ?? action,
      detail: `By ${actorWords(actor)}`,
    })),
    ...(resolution === "done" && resolvedAt
      ? [{ at: resolvedAt, title: "Done by its replay", tone: "good" as const }]
      : []),
  ];
  return lines.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
