import "@/app/(reading)/preview/[token]/preview-note.css";

type Props = { version: number; until: Date };

/** Says what this is, before anything of it: not published, and for whom. */
export function PreviewNote({ version, until }: Props) {
  return (
    <aside className="preview-note screen-only" aria-label="About this preview">
      <strong>Preview.</strong> This is version {version} as it is being written; readers may see
      another one, or none. The link works for whoever has it until{" "}
      <time dateTime={until.toISOString()}>{inWords(until)}</time>, or until its author revokes it.
    </aside>
  );
}

const inWords = (at: Date) =>
  `${new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }).format(at)} UTC`;
