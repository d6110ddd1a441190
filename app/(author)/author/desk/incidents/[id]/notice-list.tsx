import { shortIn } from "@/app/(author)/author/desk/desk-time";
import { CHANNELS } from "@/app/(author)/author/desk/incident-words";
import { Mark } from "@/app/(author)/author/desk/mark";
import type { Notice } from "@/lib/desk/incidents/incidents";

const KINDS: Record<Notice["kind"], string> = {
  opened: "That it began",
  worse: "That it got worse",
  recovered: "That it is over",
  proof: "The daily proof",
};

/** What was told about it, where, and whether it arrived. */
export function NoticeList({ notices, timezone }: { notices: Notice[]; timezone: string }) {
  return (
    <section aria-labelledby="told" className="desk-part">
      <h2 id="told">Who was told</h2>
      {notices.length === 0 ? (
        <p>Nobody: it stands on this desk alone.</p>
      ) : (
        <table className="desk-table is-cards">
          <caption className="sr-only">Messages about this incident</caption>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col">When</th>
              <th scope="col">Where</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {notices.map(({ id, kind, createdAt, sentAt, channel, state, lastError }) => (
              <tr key={id}>
                <th scope="row">{KINDS[kind]}</th>
                <td data-name="When">{shortIn(sentAt ?? createdAt, timezone)}</td>
                <td data-name="Where">{channel ? (CHANNELS[channel] ?? channel) : "–"}</td>
                <td data-name="State">
                  <State state={state} />
                  {lastError && state !== "sent" && <span className="desk-error">{lastError}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function State({ state }: Pick<Notice, "state">) {
  if (state === "sent") return <Mark tone="well">Told</Mark>;
  if (state === "waiting") return <Mark tone="watch">On its way</Mark>;
  return <Mark tone="harm">No channel took it</Mark>;
}
