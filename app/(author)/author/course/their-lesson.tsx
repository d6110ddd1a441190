type Props = { values: Record<string, string | undefined> };

/** What the other writer left, to copy from. */
export function TheirLesson({ values }: Props) {
  return (
    <details className="lesson-notice" data-tone="warn" open>
      <summary className="font-medium">The text that was saved meanwhile</summary>
      <p className="mt-2 text-sm">
        Subject: {values.theirSubject}. Day {values.theirDay}, {values.theirLive ? "live" : "draft"}
        .
      </p>
      <textarea
        readOnly
        aria-label="The text that was saved meanwhile"
        className="field lesson-text mt-2"
        value={values.theirMarkdown}
      />
    </details>
  );
}
