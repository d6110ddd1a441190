import { diffWordsWithSpace } from "diff";

type Props = {
  label: string;
  before: string;
  after: string;
  /** One side of it, for two texts beside each other; both in one without it. */
  side?: "before" | "after";
};

/** The difference of two texts by words; marks are elements, so that a screen reader can name them. */
export function WordDiff({ label, before, after, side }: Props) {
  let offset = 0;
  const parts = diffWordsWithSpace(before, after).map((part) => {
    offset += part.value.length;
    return { ...part, key: `${offset}${part.added ? "+" : part.removed ? "-" : ""}` };
  });
  const isShown = (part: (typeof parts)[number]) =>
    side === "before" ? !part.added : side === "after" ? !part.removed : true;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="word-diff" aria-label={label} tabIndex={0}>
      {parts.filter(isShown).map(({ key, value, added, removed }) => {
        const Tag = added ? "ins" : removed ? "del" : "span";
        return <Tag key={key}>{value}</Tag>;
      })}
    </section>
  );
}
