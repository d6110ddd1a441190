import type { ReactNode } from "react";
import { BuyLinks } from "@/app/_components/buy-links";
import { CHAPTER_TEXT } from "@/app/_components/reveal-chapter";
import { SiteFooter } from "@/app/_components/site-footer";
import { SiteHeader } from "@/app/_components/site-header";
import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import type { FormMemory } from "@/app/_http/form-memory";
import { ChapterNeighbours } from "@/app/(reading)/chapters/chapter-neighbours";
import { ChapterStructuredData } from "@/app/(reading)/chapters/chapter-structured-data";
import { ContentsPanel } from "@/app/(reading)/chapters/contents-panel";
import { LockCard } from "@/app/(reading)/chapters/lock-card";
import { ReadingBar } from "@/app/(reading)/chapters/reading-bar";
import { ReadingTools } from "@/app/(reading)/chapters/reading-tools";
import type { OpenChapter } from "@/lib/access/open-chapter";
import { getConfig } from "@/lib/config";
import "katex/dist/katex.min.css";
import "@/app/(reading)/chapters/prose.css";
import "@/app/(reading)/chapters/figures.css";
import "@/app/(reading)/chapters/notes.css";
import "@/app/(reading)/chapters/code.css";
import "@/app/(reading)/chapters/reading.css";

export type ShownChapter = Omit<OpenChapter, "updatedAt"> & { updatedAt: string };

type Props = {
  chapter: ShownChapter;
  /** Unknown on the static page. */
  isSignedIn?: boolean;
  form?: FormMemory;
  /** What is to be said before the chapter. */
  notice?: ReactNode;
};

/** One markup for both pages of a chapter: the static one for anybody, and the one that asks the gate. */
export async function ChapterView({ chapter, isSignedIn, form, notice }: Props) {
  const [book, outline] = await Promise.all([cachedSettings(), cachedOutline()]);
  const index = outline.findIndex(({ slug }) => slug === chapter.slug);
  const [previous, next] = index < 0 ? [] : [outline[index - 1], outline[index + 1]];
  return (
    <>
      <SiteHeader
        bookTitle={book.title}
        isSignedIn={isSignedIn}
        returnTo={`/chapters/${chapter.slug}`}
      />
      {notice}
      <div className="reading">
        <ContentsPanel outline={outline} chapter={chapter} />
        <main id="main" tabIndex={-1} className="reading-column">
          <article>
            <ChapterHead chapter={chapter} number={outline[index]?.number} />
            <div
              id={CHAPTER_TEXT}
              className="prose"
              // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised and stored at publish
              dangerouslySetInnerHTML={{ __html: chapter.html }}
            />
            {chapter.edition === "preview" && (
              <LockCard chapter={chapter} book={book} isSignedIn={isSignedIn} form={form} />
            )}
            <PrintedFoot chapter={chapter} bookTitle={book.title} />
          </article>
          <ChapterNeighbours previous={previous} next={next} />
          {chapter.edition === "full" && chapter.state !== "owner" && book.buy.amazon && (
            <aside className="screen-only mt-12" aria-label="The book">
              <BuyLinks book={book} isQuiet />
            </aside>
          )}
        </main>
      </div>
      <SiteFooter authorName={book.author?.name} />
      <ReadingBar />
      <ReadingTools
        slug={chapter.slug}
        previous={previous && `/chapters/${previous.slug}`}
        next={next && `/chapters/${next.slug}`}
      />
      <ChapterStructuredData chapter={chapter} book={book} />
    </>
  );
}

function ChapterHead({ chapter, number }: { chapter: ShownChapter; number: number | undefined }) {
  const place = [chapter.part, number && `Chapter ${number}`].filter(Boolean).join(" · ");
  return (
    <header className="chapter-head">
      <p className="eyebrow">{place}</p>
      <h1>{chapter.title}</h1>
      {chapter.description && <p className="chapter-lead">{chapter.description}</p>}
      <p className="eyebrow screen-only">
        {chapter.minutes} min read · updated{" "}
        <time dateTime={chapter.updatedAt}>{formatDay(chapter.updatedAt)}</time>
      </p>
    </header>
  );
}

/** On paper: where the text came from, and whether it ends here. */
function PrintedFoot({ chapter, bookTitle }: { chapter: ShownChapter; bookTitle: string }) {
  return (
    <p className="printed-foot">
      {chapter.edition === "preview" && "The rest of this chapter is in the book."} {bookTitle}
      <br />
      {getConfig().publicUrl}/chapters/{chapter.slug}
    </p>
  );
}

const formatDay = (iso: string) =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" }).format(new Date(iso));
