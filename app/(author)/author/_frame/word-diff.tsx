import {
  type DiffPart,
  diffTexts,
  foldUnchanged,
} from "@/app/(author)/author/_frame/fold-unchanged";

type Props = {
  label: string;
  before: string;
  after: string;
  /** One side of it, for two texts beside each other; both in one without it. */
  side?: "before" | "after";
};

/** The difference of two texts by words, around the changes; marks are elements, so that a screen reader can name them. */
export function WordDiff({ label, before, after, side }: Props) {
  if (before === after) return <p className="text-muted">The text is the same.</p>;
  let offset = 0;
  const parts = foldUnchanged(diffTexts(before, after)).map((part) => {
    offset += part.text.length;
    return { ...part, key: `${offset}${part.kind}` };
  });
  const hidden: DiffPart["kind"] | undefined =
    side === "before" ? "added" : side === "after" ? "removed" : undefined;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="word-diff" aria-label={label} tabIndex={0}>
      {parts
        .filter(({ kind }) => kind !== hidden)
        .map(({ key, ...part }) => (
          <Part key={key} {...part} />
        ))}
    </section>
  );
}

function Part({ kind, text }: DiffPart) {
  if (kind === "added") return <ins>{text}</ins>;
  if (kind === "removed") return <del>{text}</del>;
  if (kind === "same") return <span>{text}</span>;
  return (
    <details>
      <summary>{text.split("\n").length - 1} lines that are the same</summary>
      {text}
    </details>
  );
}
