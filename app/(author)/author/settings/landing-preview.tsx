import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import { Author } from "@/app/(site)/_landing/author";
import { Benefits } from "@/app/(site)/_landing/benefits";
import { EmptyBook } from "@/app/(site)/_landing/empty-book";
import { cachedScene } from "@/app/(site)/_landing/excerpts";
import { Faq } from "@/app/(site)/_landing/faq";
import { Formats } from "@/app/(site)/_landing/formats";
import { Hero } from "@/app/(site)/_landing/hero";
import { findOpening } from "@/app/(site)/_landing/opening";
import { Pitch } from "@/app/(site)/_landing/pitch";
import { Quotes } from "@/app/(site)/_landing/quotes";
import "@/app/_components/chapter-list.css";
import "@/app/(site)/_landing/blocks.css";
import "@/app/(site)/_landing/closing.css";
import "@/app/(site)/_landing/cover.css";
import "@/app/(site)/_landing/hero.css";

/** What these settings make of the landing page: its own parts, small, to look at only. No page of ours lets itself be framed. */
export async function LandingPreview() {
  const [book, outline] = await Promise.all([cachedSettings(), cachedOutline()]);
  const opening = findOpening(outline, book.openingChapter);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="landing-preview" aria-label="The landing page, small" tabIndex={0}>
      <div className="landing-small" inert>
        {opening ? (
          <>
            <Hero
              {...{ book, outline, opening }}
              scene={await cachedScene(opening.slug)}
              viewer={undefined}
            />
            <Pitch book={book} />
            <Benefits benefits={book.benefits} />
            <Quotes testimonials={book.testimonials} />
            <Formats book={book} outline={outline} />
            <Author author={book.author} />
            <Faq faq={book.faq} />
          </>
        ) : (
          <EmptyBook title={book.title} subtitle={book.subtitle} />
        )}
      </div>
    </section>
  );
}
