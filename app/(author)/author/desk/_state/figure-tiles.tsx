import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { spanWords } from "@/app/(author)/author/desk/desk-time";
import { counted, percentWords } from "@/app/(author)/author/desk/desk-words";
import type { State } from "@/lib/desk/state/get-state";

type Props = { state: State };

/** Four figures, each beside that of the day before. */
export function FigureTiles({ state: { day, oldestJobSeconds } }: Props) {
  const { today, before } = day;
  const tiles = [
    {
      name: "Failed answers, 24 h",
      value: percentWords(today.failed, today.ok + today.failed),
      detail: `${inFigures(today.failed)} of ${counted(today.ok + today.failed, "answer")}`,
      previous: `${percentWords(before.failed, before.ok + before.failed)} the day before`,
    },
    {
      name: "Oldest waiting job",
      value: oldestJobSeconds === null ? "None waits" : spanWords(oldestJobSeconds),
      detail: `Longest wait of a letter in 24 h: ${waitWords(today.longestWaitSeconds)}`,
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
  );
}

const waitWords = (seconds: number | null): string =>
  seconds === null ? "none left" : spanWords(seconds);
