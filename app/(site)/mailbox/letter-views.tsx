/** The three ways to look at a letter. */
const VIEWS = { letter: "Letter", text: "Plain text", headers: "Headers" } as const;

export type View = keyof typeof VIEWS;

export const isView = (name: string): name is View => name in VIEWS;

type Props = { id: string; view: View };

export function LetterViews({ id, view }: Props) {
  return (
    <nav aria-label="Ways to look at this letter" className="flex flex-wrap gap-1">
      {Object.entries(VIEWS).map(([name, words]) => (
        <a
          key={name}
          href={name === "letter" ? `/mailbox/${id}` : `/mailbox/${id}?view=${name}`}
          aria-current={name === view ? "page" : undefined}
          className="letter-view tap"
        >
          {words}
        </a>
      ))}
    </nav>
  );
}
