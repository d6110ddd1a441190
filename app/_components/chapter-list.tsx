import type { Standing } from "@/app/_components/chapter-standings";
import { ChapterState } from "@/app/_components/chapter-state";
import { readingTime } from "@/app/_components/reading-time";
import type { OutlineChapter } from "@/lib/book/outline";

type Chapter = Pick<
  OutlineChapter,
  "slug" | "number" | "title" | "description" | "part" | "minutes"
>;

type Props = {
  chapters: readonly Chapter[];
  standings: Map<string, Standing>;
  /** Of the parts' names. */
  level: "h2" | "h3";
};

/** The whole book at a glance: its parts, and each chapter with what it is about and how it can be read. */
export function ChapterList({ chapters, standings, level: Heading }: Props) {
  return groupByPart(chapters).map(({ part, members }) => (
    <section key={members[0]?.slug} className="part">
      {part !== null && <Heading className="part-name">{part}</Heading>}
      <ol className="part-chapters">
        {members.map((chapter) => (
          <ChapterEntry
            key={chapter.slug}
            chapter={chapter}
            standing={standings.get(chapter.slug) ?? "book"}
          />
        ))}
      </ol>
    </section>
  ));
}

function ChapterEntry({ chapter, standing }: { chapter: Chapter; standing: Standing }) {
  return (
    <li className="chapter-entry">
      <span aria-hidden="true" className="chapter-number">
        {chapter.number}
      </span>
      <div className="min-w-0">
        <p className="chapter-title">
          <a href={`/chapters/${chapter.slug}`}>{chapter.title}</a>
        </p>
        {chapter.description !== "" && <p className="chapter-about">{chapter.description}</p>}
      </div>
      <p className="chapter-facts">
        <span className="whitespace-nowrap tabular-nums">{readingTime(chapter.minutes)}</span>
        <ChapterState standing={standing} />
      </p>
    </li>
  );
}

/** Chapters that follow one another in one part stand together; the book's order stays. */
function groupByPart(chapters: readonly Chapter[]) {
  const groups: { part: string | null; members: Chapter[] }[] = [];
  for (const chapter of chapters) {
    const last = groups.at(-1);
    if (last && last.part === chapter.part) last.members.push(chapter);
    else groups.push({ part: chapter.part, members: [chapter] });
  }
  return groups;
}
