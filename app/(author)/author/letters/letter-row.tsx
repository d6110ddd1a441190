type Props = {
  name: string;
  title: string;
  when: string;
  /** Undefined while the book has no text for it. */
  mail: { subject: string; preheader: string } | undefined;
};

export function LetterRow({ name, title, when, mail }: Props) {
  return (
    <li className="sample-row">
      <div>
        <h2 className="text-[1rem]">
          {mail ? (
            <a className="link tap" href={`/author/letters/${name}`}>
              {title}
            </a>
          ) : (
            title
          )}
        </h2>
        <p className="text-sm text-muted">{when}</p>
      </div>
      {mail ? (
        <p className="sample-line">
          <span className="font-semibold">{mail.subject}</span>{" "}
          <span className="text-muted">{mail.preheader}</span>
        </p>
      ) : (
        <p className="text-sm text-muted">The book has no text for it yet, so nobody gets it.</p>
      )}
    </li>
  );
}
