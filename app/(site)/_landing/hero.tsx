import { BuyLinks } from "@/app/_components/buy-links";
import { bookFigures } from "@/app/_components/reading-time";
import { StoredHtml } from "@/app/_components/stored-html";
import type { Viewer } from "@/app/_http/current-viewer";
import { BookCover } from "@/app/(site)/_landing/cover";
import type { Scene } from "@/app/(site)/_landing/cut-excerpts";
import type { ShownChapter } from "@/app/(site)/_landing/opening";
import { UnlockCard } from "@/app/(site)/_landing/unlock-card";
import type { BookSettings } from "@/lib/book/settings";

type Props = {
  book: BookSettings;
  outline: ShownChapter[];
  opening: ShownChapter;
  scene: Scene | null;
  viewer: Viewer | undefined;
};

/** The page opens inside a chapter, the book beside it, and the scene runs straight into the form. */
export function Hero({ book, outline, opening, scene, viewer }: Props) {
  return (
    <section className="hero">
      <header className="hero-title">
        <h1>{book.title}</h1>
        {book.subtitle && <p className="hero-subtitle">{book.subtitle}</p>}
      </header>
      <aside className="hero-book" aria-label="The book">
        <BookCover book={book} />
        <BookFacts book={book} outline={outline} />
      </aside>
      <div className="hero-scene">
        <p className="running-head">
          <span>Chapter {opening.number}</span>
          <a className="tap" href={`/chapters/${opening.slug}`}>
            {opening.title}
          </a>
        </p>
        {scene && <StoredHtml html={scene.html} className="scene" />}
        {scene?.fading && <p className="scene scene-fading">{scene.fading}</p>}
        <UnlockCard book={book} outline={outline} opening={opening} viewer={viewer} />
      </div>
    </section>
  );
}

function BookFacts({ book, outline }: Pick<Props, "book" | "outline">) {
  const { chapters, words, time } = bookFigures(outline);
  return (
    <div className="hero-facts">
      <ul className="hero-figures">
        <li>{chapters}</li>
        <li>{words}</li>
        <li>{time} to read</li>
      </ul>
      <BuyLinks book={book} isQuiet />
      {book.buy.amazon && <p className="text-sm">Leaves this site</p>}
    </div>
  );
}
