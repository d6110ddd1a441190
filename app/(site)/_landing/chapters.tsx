import { ChapterList } from "@/app/_components/chapter-list";
import { chapterStandings } from "@/app/_components/chapter-standings";
import { bookFigures } from "@/app/_components/reading-time";
import type { Viewer } from "@/app/_http/current-viewer";
import type { ShownChapter } from "@/app/(site)/_landing/opening";

type Props = { outline: ShownChapter[]; viewer: Viewer | undefined };

export function Chapters({ outline, viewer }: Props) {
  const { chapters, words, time } = bookFigures(outline);
  return (
    <section className="band" aria-labelledby="chapters">
      <h2 id="chapters" className="band-title">
        The chapters
      </h2>
      <p className="mt-2 text-muted">
        {chapters}, {words}, about {time} of reading. The opening of each is free to read.
      </p>
      <ChapterList chapters={outline} standings={chapterStandings(outline, viewer)} level="h3" />
    </section>
  );
}
