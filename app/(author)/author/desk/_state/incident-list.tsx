import { secondIn, shortIn } from "@/app/(author)/author/desk/desk-time";
import { incidentTitle, LEVELS } from "@/app/(author)/author/desk/incident-words";
import { Mark } from "@/app/(author)/author/desk/mark";
import type { Incident, Incidents } from "@/lib/desk/incidents/incidents";
import { isSeenNow } from "@/lib/desk/incidents/seen-now";

type Props = { incidents: Incidents; timezone: string; now: Date };

/** What the alarms ring about, and what they rang about lately. */
export function IncidentList({ incidents: { open, closed }, timezone, now }: Props) {
  return (
    <section aria-labelledby="incidents" className="desk-part">
      <h2 id="incidents">Incidents</h2>
      {open.length === 0 && <p>No alarm rings.</p>}
      <ul className="desk-incidents">
        {open.map((incident) => (
          <li key={incident.id}>
            <Line incident={incident} timezone={timezone} />
            <p>{incident.detail}</p>
            {!isSeenNow(incident.lastAt, now) && (
              <p className="text-muted">
                That was at {secondIn(incident.lastAt, timezone)}. Nothing of it was seen since; it
                is over when that stays so.
              </p>
            )}
            {incident.knownAt && <p className="text-muted">Somebody knows; it rings no more.</p>}
          </li>
        ))}
      </ul>
      {closed.length > 0 && (
        <details className="desk-more">
          <summary className="tap">The last that are over</summary>
          <ul className="desk-incidents">
            {closed.map((incident) => (
              <li key={incident.id}>
                <Line incident={incident} timezone={timezone} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Line({ incident, timezone }: { incident: Incident; timezone: string }) {
  const { id, cause, title, level, firstAt, closedAt } = incident;
  const { tone, word } = LEVELS[level];
  const until = closedAt ? ` – ${shortIn(closedAt, timezone)}` : "";
  return (
    <p className="desk-line">
      <Mark tone={closedAt ? "off" : tone}>{closedAt ? "Over" : word}</Mark>
      <a className="link" href={`/author/desk/incidents/${id}`}>
        {incidentTitle({ cause, title })}
      </a>
      <span className="text-muted">
        {closedAt ? "" : "since "}
        {shortIn(firstAt, timezone)}
        {until}
      </span>
    </p>
  );
}
