import { PageFrame } from "@/app/_components/page-frame";
import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import type { Viewer } from "@/app/_http/current-viewer";
import { publicMetadata } from "@/app/_http/public-metadata";
import { Author } from "@/app/(site)/_landing/author";
import { Benefits } from "@/app/(site)/_landing/benefits";
import { BookData } from "@/app/(site)/_landing/book-data";
import { Chapters } from "@/app/(site)/_landing/chapters";
import { EmptyBook } from "@/app/(site)/_landing/empty-book";
import { cachedScene, cachedSpreads } from "@/app/(site)/_landing/excerpts";
import { Faq } from "@/app/(site)/_landing/faq";
import { FinalCall } from "@/app/(site)/_landing/final-call";
import { Formats } from "@/app/(site)/_landing/formats";
import { Hero } from "@/app/(site)/_landing/hero";
import { LandingBar } from "@/app/(site)/_landing/landing-bar";
import { findOpening, findReadOn } from "@/app/(site)/_landing/opening";
import { Pitch } from "@/app/(site)/_landing/pitch";
import { Quotes } from "@/app/(site)/_landing/quotes";
import { Spreads } from "@/app/(site)/_landing/spreads";
import "@/app/_components/chapter-list.css";
import "@/app/(site)/_landing/blocks.css";
import "@/app/(site)/_landing/closing.css";
import "@/app/(site)/_landing/cover.css";
import "@/app/(site)/_landing/hero.css";
import "@/app/(site)/_landing/spreads.css";

export const landingMetadata = () => publicMetadata({ path: "/" });

export async function Landing({ viewer }: { viewer?: Viewer }) {
  const [book, outline] = await Promise.all([cachedSettings(), cachedOutline()]);
  const opening = findOpening(outline, book.openingChapter);
  const [first] = outline;
  if (!opening || !first) {
    return (
      <PageFrame book={book} isSignedIn={viewer?.isSignedIn}>
        <EmptyBook title={book.title} subtitle={book.subtitle} />
      </PageFrame>
    );
  }
  const [scene, spreads] = await Promise.all([cachedScene(opening.slug), cachedSpreads()]);
  const readOn = findReadOn(opening, outline, viewer);
  const action = readOn
    ? { href: `/chapters/${readOn.slug}`, words: "Read on" }
    : { href: "#unlock", words: "Free chapter" };
  return (
    <PageFrame book={book} isSignedIn={viewer?.isSignedIn}>
      <BookData book={book} outline={outline} />
      <Hero {...{ book, outline, opening, scene, viewer }} />
      <Pitch book={book} />
      <div className="after-hero">
        <Benefits benefits={book.benefits} />
        <Spreads spreads={spreads} />
        <Chapters outline={outline} viewer={viewer} />
        <Quotes testimonials={book.testimonials} />
        <Formats book={book} outline={outline} />
        <Author author={book.author} />
        <Faq faq={book.faq} />
        <LandingBar book={book} action={action} />
      </div>
      <FinalCall book={book} first={first} />
    </PageFrame>
  );
}
