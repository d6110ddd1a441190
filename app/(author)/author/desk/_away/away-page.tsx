import { DeskFrame } from "@/app/(author)/author/desk/desk-frame";
import { fromNow, secondIn } from "@/app/(author)/author/desk/desk-time";
import { CHANNELS, LEVELS } from "@/app/(author)/author/desk/incident-words";
import { Mark } from "@/app/(author)/author/desk/mark";
import type { Away } from "@/lib/desk/while-away";

type Props = {
  here: string;
  now: Date;
  timezone: string;
  /** Undefined for whoever cannot be known as a writer: they get what the health address says anyway. */
  away: Away | undefined;
};

/** What is away, what to do first, and what still works; the rest of the desk is in the database. */
export function AwayPage({ here, now, timezone, away }: Props) {
  return (
    <DeskFrame title="The database is away" here={here} now={now} timezone={timezone}>
      <div className="desk-standing" data-tone="harm" role="status">
        <Mark tone="harm">Needs you</Mark>
        <p>The database does not answer, or it cannot be used as it is.</p>
      </div>
      {away ? (
        <Seen away={away} now={now} timezone={timezone} />
      ) : (
        <p className="mt-4 max-w-[65ch] text-muted">
          Who you are stands in the database too, so this page says only what everybody may know.
          The alarms’ own messages say more. Once the database answers, so does the desk.
        </p>
      )}
      <FirstSteps />
      <StillWorks />
    </DeskFrame>
  );
}

type Shown = { away: Away; now: Date; timezone: string };

/** What this instance saw by itself; another may have seen more. */
function Seen({ away: { since, incidents }, now, timezone }: Shown) {
  return (
    <section aria-labelledby="seen" className="desk-part">
      <h2 id="seen">What the alarms see</h2>
      <p>
        {since
          ? `Away since ${secondIn(since, timezone)} (${timezone}), ${fromNow(since, now)}.`
          : "The alarms have not noticed yet: they look each ten seconds."}
      </p>
      <ul className="desk-incidents mt-4">
        {incidents.map(({ cause, level, title, detail, advice, told, since: began }) => (
          <li key={cause}>
            <p className="desk-line">
              <Mark tone={LEVELS[level].tone}>{LEVELS[level].word}</Mark>
              <strong>{title}</strong>
              <span className="text-muted">since {secondIn(began, timezone)}</span>
            </p>
            <p>{detail}</p>
            <p>{advice}</p>
            <p className="text-muted">{toldWords(told, timezone)}</p>
          </li>
        ))}
      </ul>
    </section>
  );
}

const toldWords = (told: Away["incidents"][number]["told"], timezone: string): string =>
  told.length === 0
    ? "This process has told nobody yet."
    : `Told ${told
        .map(({ channel, at }) => `by ${CHANNELS[channel] ?? channel} at ${secondIn(at, timezone)}`)
        .join(", ")}.`;

function FirstSteps() {
  return (
    <section aria-labelledby="first" className="desk-part">
      <h2 id="first">What to do first</h2>
      <ol className="max-w-[65ch] list-decimal space-y-2 pl-5">
        <li>Look at the status page of the database’s provider; where it runs here, start it.</li>
        <li>
          <a className="link" href="/api/health/ready">
            /api/health/ready
          </a>{" "}
          says what is missing. Where that is migrations, run <code>npm run migrate</code>; where
          nothing can be written, look for a full disk.
        </li>
        <li>
          Nothing else needs a restart: the site finds the database by itself when it is back, and
          the alarms tell that it is over.
        </li>
      </ol>
    </section>
  );
}

function StillWorks() {
  return (
    <section aria-labelledby="works" className="desk-part">
      <h2 id="works">What readers have meanwhile</h2>
      <ul className="max-w-[65ch] list-disc space-y-2 pl-5">
        <li>The front page, the contents and what everybody may read are shown as always.</li>
        <li>Whoever was reading in the last five minutes can go on reading what is theirs.</li>
        <li>Forms keep what was typed, and say that they cannot save it yet.</li>
        <li>Letters wait and leave afterwards. Nothing that was acknowledged is lost.</li>
      </ul>
    </section>
  );
}
