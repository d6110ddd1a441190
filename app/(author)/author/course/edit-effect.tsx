type Props = { inCourse: number; finished: number; countedAt: string };

/** What a change does to those who are under way, and how many they are. */
export function EditEffect({ inCourse, finished, countedAt }: Props) {
  return (
    <div className="lesson-notice text-sm">
      <p>
        <strong className="tabular-nums">{people(inCourse)}</strong> in the course now,{" "}
        <span className="tabular-nums">{finished.toLocaleString("en")}</span> finished it.{" "}
        <span className="text-muted">Counted {countedAt}.</span>
      </p>
      <p className="mt-1 text-muted">
        Everyone still in the course gets each lesson they have not had, in the order of this list.
        An edit changes only letters not yet written. Whoever finished gets nothing more.
      </p>
    </div>
  );
}

export const people = (count: number): string =>
  count === 1 ? "1 person" : `${count.toLocaleString("en")} people`;
