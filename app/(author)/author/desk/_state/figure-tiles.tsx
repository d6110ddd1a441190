import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { secondIn, spanWords } from "@/app/(author)/author/desk/desk-time";
import { counted, percentWords } from "@/app/(author)/author/desk/desk-words";
import type { State } from "@/lib/desk/state/get-state";

type Figures = Pick<State, "day" | "oldestJobSeconds" | "waiting">;
type Props = { state: Figures & Pick<State, "countedAt">; timezone: string };

/** Four figures, each beside that of the day before. */
export function FigureTiles({ state, timezone }: Props) {
  const { today, before } = state.day;
  const tiles = [
    {
      name: "Failed answers, 24 h",
      value: percentWords(today.failed, today.ok + today.failed),
      detail: answersWords(today),
      previous: `${percentWords(before.failed, before.ok + before.failed)} the day before`,
    },
    {
      name: "Longest wait of a letter, 24 h",
      value: waitWords(longestOf([today.longestWaitSeconds, oldestLetterSeconds(state)])),
      detail: nowWords(state),
      previous: `${waitWords(before.longestWaitSeconds)} the day before`,
    },
    {
      name: "Letters delivered, 24 h",
      value: inFigures(today.letters),
      detail: "Taken by the mail server",
      previous: `${inFigures(before.letters)} the day before`,
    },
    {
      name: "Signups, 24 h",
      value: inFigures(today.signups),
      detail: "Asked for a chapter",
      previous: `${counted(before.signups, "signup")} the day before`,
    },
  ];
  return (
    <>
      <dl className="desk-tiles">
        {tiles.map(({ name, value, detail, previous }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="desk-figure">{value}</dd>
            <dd>{detail}</dd>
            <dd>{previous}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-2 text-muted text-sm">
        What says 24 h is counted once a minute, here at {secondIn(state.countedAt, timezone)}.
      </p>
    </>
  );
}

/** A new site has counted none yet: they are counted once a minute. */
const answersWords = ({ ok, failed }: { ok: number; failed: number }): string =>
  ok + failed === 0
    ? "No answer is counted yet"
    : `${inFigures(failed)} of ${counted(ok + failed, "answer")}`;

const waitWords = (seconds: number | null): string =>
  seconds === null ? "None" : spanWords(seconds);

/** As the day's figure: broadcasts take their time and are left out. */
const BROADCASTS = 3;

/** What has not left yet waits too, perhaps longest of all. */
const oldestLetterSeconds = ({ waiting }: Figures): number | null =>
  longestOf(
    waiting.filter(({ lane }) => lane !== BROADCASTS).map(({ oldestSeconds }) => oldestSeconds),
  );

function longestOf(spans: (number | null)[]): number | null {
  const known = spans.filter((span) => span !== null);
  return known.length === 0 ? null : Math.max(...known);
}

function nowWords(state: Figures): string {
  const letter = oldestLetterSeconds(state);
  const job = state.oldestJobSeconds;
  if (letter === null && job === null) return "Nothing waits now";
  const letterWords = letter === null ? "no letter" : `the oldest letter ${spanWords(letter)}`;
  const jobWords = job === null ? "no job is due" : `the oldest job ${spanWords(job)}`;
  return `Waiting now: ${letterWords}, ${jobWords}`;
}
