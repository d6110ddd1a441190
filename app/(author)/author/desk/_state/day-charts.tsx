import { clockIn } from "@/app/(author)/author/audience/audience-time";
import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { BarChart } from "@/app/(author)/author/desk/_state/bar-chart";
import type { Hour } from "@/lib/desk/state/day-figures";

type Props = { hours: Hour[]; countedAt: Date; timezone: string };

/** The last day hour by hour: three charts of one scale of time, and one table with their figures. */
export function DayCharts({ hours, countedAt, timezone }: Props) {
  return (
    <section aria-labelledby="day" className="desk-part">
      <h2 id="day">The last 24 hours</h2>
      <div className="desk-charts">
        <BarChart
          name="Answers per hour"
          unit="answers"
          values={hours.map(({ ok, failed }) => ok + failed)}
          colour="var(--muted)"
        />
        <BarChart
          name="Failed answers per hour"
          unit="failed answers"
          values={hours.map(({ failed }) => failed)}
          colour="var(--bad)"
        />
        <BarChart
          name="Letters per hour"
          unit="letters"
          values={hours.map(({ letters }) => letters)}
          colour="var(--accent)"
        />
      </div>
      <details className="desk-more">
        <summary className="tap">The same as a table</summary>
        <table className="desk-table">
          <caption>
            Counted at {clockIn(countedAt, timezone)} ({timezone}), at most once a minute.
          </caption>
          <thead>
            <tr>
              <th scope="col">Hour from</th>
              <th scope="col" className="is-number">
                Answers
              </th>
              <th scope="col" className="is-number">
                Failed
              </th>
              <th scope="col" className="is-number">
                Letters
              </th>
            </tr>
          </thead>
          <tbody>
            {hours.toReversed().map(({ ago, ok, failed, letters }) => (
              <tr key={ago}>
                <th scope="row">{clockIn(hourBegin(countedAt, ago), timezone)}</th>
                <td className="is-number">{inFigures(ok + failed)}</td>
                <td className="is-number">{inFigures(failed)}</td>
                <td className="is-number">{inFigures(letters)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

const hourBegin = (countedAt: Date, ago: number) =>
  new Date(countedAt.getTime() - (ago + 1) * 3_600_000);
