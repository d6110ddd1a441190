import type { cachedOutline } from "@/app/_http/cached-book";

type Neighbour = Awaited<ReturnType<typeof cachedOutline>>[number];
type Props = { previous: Neighbour | undefined; next: Neighbour | undefined };

/** The chapters before and after, by title, each with its line. */
export function ChapterNeighbours({ previous, next }: Props) {
  return (
    <nav className="neighbours screen-only" aria-label="Chapters">
      {previous ? <NeighbourLink label="Previous" rel="prev" chapter={previous} /> : <span />}
      {next && <NeighbourLink label="Next" rel="next" chapter={next} />}
    </nav>
  );
}

type LinkProps = { label: string; rel: string; chapter: Neighbour };

function NeighbourLink({ label, rel, chapter }: LinkProps) {
  return (
    <div className={`neighbour neighbour-${rel}`}>
      <p className="eyebrow">{label}</p>
      <a href={`/chapters/${chapter.slug}`} rel={rel}>
        {chapter.title}
      </a>
      {chapter.description && <p className="neighbour-line">{chapter.description}</p>}
    </div>
  );
}
