import { clockIn } from "@/app/(author)/author/audience/audience-time";
import { inFigures } from "@/app/(author)/author/audience/audience-words";
import type { Funnel } from "@/lib/desk/audience/funnel";

type Props = { funnel: Funnel; timezone: string };

/** Each step's bar stands in the row of its figures: the chart is its own table. */
export function FunnelChart({ funnel, timezone }: Props) {
  return (
    <section aria-labelledby="funnel" className="audience-funnel">
      <h2 id="funnel" className="text-base">
        How far people came
      </h2>
      <table>
        <caption className="sr-only">People at each step, from joining to buying</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Step</th>
            <th scope="col">Bar</th>
            <th scope="col">People</th>
            <th scope="col">Share of all</th>
          </tr>
        </thead>
        <tbody>
          {stepsOf(funnel).map(({ name, people }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td className="is-bar">
                <Bar share={people / Math.max(1, funnel.joined)} />
              </td>
              <td className="is-number">{inFigures(people)}</td>
              <td className="is-number text-muted">{percent(people, funnel.joined)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-2 text-sm text-muted">
        Counted at {clockIn(funnel.countedAt, timezone)} ({timezone}), at most once a minute.
        Whoever came by an imported list joined too, and a skipped lesson counts as had. Addresses
        that never confirm are deleted after 30 days and leave this count.
      </p>
    </section>
  );
}

const stepsOf = ({ joined, confirmed, lessons, bought }: Funnel) => [
  { name: "Joined", people: joined },
  { name: "Confirmed", people: confirmed },
  ...lessons.map((people, before) => ({ name: `Lesson ${before + 1}`, people })),
  { name: "Have the book", people: bought },
];

/** A step that somebody reached is never drawn as nothing. */
function Bar({ share }: { share: number }) {
  return (
    <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
      <rect width="100" height="8" fill="var(--sunk)" />
      <rect width={share > 0 ? Math.max(0.5, share * 100) : 0} height="8" fill="var(--accent)" />
    </svg>
  );
}

function percent(people: number, all: number): string {
  if (all === 0) return "–";
  const share = (people / all) * 100;
  return share > 0 && share < 1 ? "under 1%" : `${Math.round(share)}%`;
}
