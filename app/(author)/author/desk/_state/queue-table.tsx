import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { spanWords } from "@/app/(author)/author/desk/desk-time";
import { LANES, queueWords } from "@/app/(author)/author/desk/desk-words";
import { MOST_COUNTED } from "@/lib/desk/state/count-queues";
import type { State } from "@/lib/desk/state/get-state";

export function QueueTable({ queues }: Pick<State, "queues">) {
  return (
    <div className="desk-part">
      <h2 id="queues">Queues</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-labelledby="queues">
        <table className="desk-table">
          <caption className="sr-only">How many jobs wait in each queue</caption>
          <thead>
            <tr>
              <th scope="col">Work</th>
              <th scope="col" className="is-number">
                Due
              </th>
              <th scope="col" className="is-number">
                Later
              </th>
              <th scope="col" className="is-number">
                Running
              </th>
              <th scope="col" className="is-number">
                Oldest
              </th>
            </tr>
          </thead>
          <tbody>
            {queues.map(({ queue, ready, later, active, oldestSeconds }) => (
              <tr key={queue}>
                <th scope="row">{queueWords(queue)}</th>
                <td className="is-number">{capped(ready)}</td>
                <td className="is-number">{capped(later)}</td>
                <td className="is-number">{capped(active)}</td>
                <td className="is-number">{age(oldestSeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** Letters by lane, in the order in which they overtake each other. */
export function OutboxTable({ waiting, day }: Pick<State, "waiting" | "day">) {
  const isAnyHeld = waiting.some(({ held }) => held > 0);
  return (
    <div className="desk-part">
      <h2 id="outbox">Outbox</h2>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <section className="table-scroll" tabIndex={0} aria-labelledby="outbox">
        <table className="desk-table">
          <caption className="sr-only">Letters by lane</caption>
          <thead>
            <tr>
              <th scope="col">Letters</th>
              <th scope="col" className="is-number">
                Waiting
              </th>
              {isAnyHeld && (
                <th scope="col" className="is-number">
                  Held
                </th>
              )}
              <th scope="col" className="is-number">
                Oldest
              </th>
              <th scope="col" className="is-number">
                Sent, 24 h
              </th>
              <th scope="col" className="is-number">
                Given up, 24 h
              </th>
            </tr>
          </thead>
          <tbody>
            {waiting.map(({ lane, waiting: many, held, oldestSeconds }) => {
              const { sent = 0, dead = 0 } = day.lanes.find((each) => each.lane === lane) ?? {};
              return (
                <tr key={lane}>
                  <th scope="row">{LANES[lane]}</th>
                  <td className="is-number">{capped(many)}</td>
                  {isAnyHeld && <td className="is-number">{capped(held)}</td>}
                  <td className="is-number">{age(oldestSeconds)}</td>
                  <td className="is-number">{inFigures(sent)}</td>
                  <td className="is-number">{inFigures(dead)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <p className="mt-3">
        <a className="link" href="/author/desk/outbox">
          Look at each letter
        </a>
      </p>
    </div>
  );
}

const capped = (many: number): string =>
  many >= MOST_COUNTED ? `${inFigures(MOST_COUNTED)}+` : inFigures(many);

const age = (seconds: number | null): string => (seconds === null ? "–" : spanWords(seconds));
