import type { ChapterHead } from "@/lib/author/chapters/chapter-text";

type Props = { before: ChapterHead; after: ChapterHead };

const FIELDS: { label: string; say: (head: ChapterHead) => string }[] = [
  { label: "Title", say: ({ title }) => title },
  { label: "Address", say: ({ slug }) => `/chapters/${slug}` },
  { label: "Description", say: ({ description }) => description ?? "none" },
  { label: "Part of the book", say: ({ part }) => part ?? "none" },
  { label: "Share image", say: ({ image }) => image ?? "none" },
  {
    label: "Readers of all of it",
    say: ({ access }) => (access === "free" ? "everybody" : "owners of the book"),
  },
  { label: "Unlocked by an address", say: ({ emailUnlock }) => (emailUnlock ? "yes" : "no") },
];

/** What differs beside the text; nothing where nothing does. */
export function HeadChanges({ before, after }: Props) {
  const changed = FIELDS.filter(({ say }) => say(before) !== say(after));
  if (changed.length === 0) return null;
  return (
    <dl className="head-changes">
      {changed.map(({ label, say }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <del>{say(before)}</del> <ins>{say(after)}</ins>
          </dd>
        </div>
      ))}
    </dl>
  );
}
