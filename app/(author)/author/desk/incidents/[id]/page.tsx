import type { Metadata } from "next";
import { forbidden, notFound } from "next/navigation";
import { ActionForm } from "@/app/_components/action-form";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { orAway } from "@/app/(author)/author/desk/_away/or-away";
import { know } from "@/app/(author)/author/desk/actions";
import { DeskFrame } from "@/app/(author)/author/desk/desk-frame";
import { shortIn } from "@/app/(author)/author/desk/desk-time";
import { actorWords, causeLink, causeTitle } from "@/app/(author)/author/desk/desk-words";
import { incidentTitle, LEVELS } from "@/app/(author)/author/desk/incident-words";
import { NoticeList } from "@/app/(author)/author/desk/incidents/[id]/notice-list";
import { Mark } from "@/app/(author)/author/desk/mark";
import { databaseNow } from "@/lib/database-clock";
import { findIncident, type Incident } from "@/lib/desk/incidents/incidents";
import { hasRight } from "@/lib/readers/actor";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("An incident");

type Props = { params: Promise<{ id: string }> };

/** What rings, since when, what to do first, and a button for whoever knows already. */
export default async function IncidentPage({ params }: Props) {
  const { id } = await params;
  const here = `/author/desk/incidents/${id}`;
  return orAway({ here, show: () => showIncident(id, here) });
}

async function showIncident(id: string, here: string) {
  const actor = await currentAuthor(here, "write");
  const found = await findIncident({ actor, id });
  if (!found.ok && found.reason === "forbidden") forbidden();
  if (!found.ok) notFound();
  const incident = found.value;
  const { timezone } = await cachedSettings();
  const { tone, word, rings } = LEVELS[incident.level];
  return (
    <DeskFrame
      title={incidentTitle(incident)}
      here={here}
      now={new Date(databaseNow())}
      timezone={timezone}
      back={{}}
    >
      <p className="desk-line">
        <Mark tone={incident.closedAt ? "off" : tone}>{incident.closedAt ? "Over" : word}</Mark>
        <span className="text-muted">{rings}</span>
      </p>
      <p className="mt-4 max-w-[65ch]">{incident.detail}</p>
      <section aria-labelledby="advice" className="desk-part">
        <h2 id="advice">What to do</h2>
        <p className="max-w-[65ch]">{incident.advice}</p>
        <WhereToPress cause={incident.cause} repairs={incident.repairs} />
        <Knowing incident={incident} mayKnow={hasRight(actor, "publish")} timezone={timezone} />
      </section>
      <Times incident={incident} timezone={timezone} />
      <NoticeList notices={incident.notices} timezone={timezone} />
    </DeskFrame>
  );
}

/** The pages with the button, where there are any, and where the desk tells why. */
function WhereToPress({ cause, repairs }: { cause: string; repairs: string[] }) {
  return (
    <>
      {repairs.map((repair) => (
        <p key={repair} className="mt-3">
          <a className="button button-quiet" href={causeLink(repair)}>
            Look and repair
            <span className="sr-only"> {causeTitle(repair)}</span>
          </a>
          {repairs.length > 1 && (
            <span aria-hidden="true" className="ml-3">
              {causeTitle(repair)}
            </span>
          )}
        </p>
      ))}
      <p className="mt-3">
        {isAboutMail(cause) ? (
          <a className="link" href="/author/desk#health">
            What the mail server answers
          </a>
        ) : (
          <a className="link" href="/author/desk">
            What the desk shows now
          </a>
        )}
      </p>
    </>
  );
}

const isAboutMail = (cause: string) =>
  cause === "mail" || /^(letters|expired|(jobs|tried|failures):letters)/.test(cause);

type Known = { incident: Incident; mayKnow: boolean; timezone: string };

function Knowing({ incident: { id, closedAt, knownAt, knownBy }, mayKnow, timezone }: Known) {
  if (closedAt) return <p className="mt-3">It is over; nothing is left to do.</p>;
  if (knownAt) {
    const who = mayKnow && knownBy ? actorWords(knownBy) : "Somebody";
    return (
      <p className="mt-3">
        {who} knows since {shortIn(knownAt, timezone)}. It rings no more until it gets worse.
      </p>
    );
  }
  if (!mayKnow) return null;
  return (
    <div className="desk-buttons">
      <ActionForm action={know} button="I know">
        <input type="hidden" name="id" value={id} />
      </ActionForm>
      <p className="max-w-[40ch] text-muted">
        Then it rings no more until it gets worse, or comes back another day.
      </p>
    </div>
  );
}

function Times({
  incident: { firstAt, lastAt, closedAt, count },
  timezone,
}: Omit<Known, "mayKnow">) {
  return (
    <dl className="desk-facts">
      <div>
        <dt>Since</dt>
        <dd>{shortIn(firstAt, timezone)}</dd>
      </div>
      <div>
        <dt>Last seen</dt>
        <dd>{shortIn(lastAt, timezone)}</dd>
      </div>
      {closedAt && (
        <div>
          <dt>Over since</dt>
          <dd>{shortIn(closedAt, timezone)}</dd>
        </div>
      )}
      <div>
        <dt>Most at one time</dt>
        <dd>{inFigures(count)}</dd>
      </div>
    </dl>
  );
}
