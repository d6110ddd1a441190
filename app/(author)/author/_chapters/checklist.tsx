type Step = { isDone: boolean; text: string; href: string };

type Props = { hasTitle: boolean; hasChapter: boolean; hasLock: boolean };

/** What is left to do until the first chapter is live. */
export function Checklist({ hasTitle, hasChapter, hasLock }: Props) {
  const steps: Step[] = [
    { isDone: hasTitle, text: "Give the book its title", href: "/author/settings" },
    { isDone: hasChapter, text: "Write a first chapter", href: "#new-chapter" },
    { isDone: hasLock, text: "Decide where its preview ends: type /lock", href: "#chapters" },
    { isDone: false, text: "Publish it", href: "#chapters" },
  ];
  return (
    <section className="card mb-8" aria-labelledby="checklist-title">
      <h2 id="checklist-title" className="mb-2 text-lg">
        Until readers can come
      </h2>
      <ol className="grid gap-1">
        {steps.map(({ isDone, text, href }) => (
          <li key={text}>
            <span aria-hidden="true">{isDone ? "✓" : "○"}</span>{" "}
            {isDone ? (
              <span className="text-muted">{text} (done)</span>
            ) : (
              <a className="link" href={href}>
                {text}
              </a>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
