import type { Metadata } from "next";
import { PageFrame } from "@/app/_components/page-frame";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAsker } from "@/app/_http/current-asker";
import { SearchResults } from "@/app/(reading)/search/search-results";
import { search } from "@/lib/access/search";

export const metadata: Metadata = { title: "Search", robots: { index: false } };

type Props = { searchParams: Promise<{ q?: string | string[] }> };

/** Searches what this reader may read, and of the rest only what is public. */
export default async function SearchPage({ searchParams }: Props) {
  const { q } = await searchParams;
  const words = String([q].flat()[0] ?? "").trim();
  const { asker, reader } = await currentAsker();
  const [book, answer] = await Promise.all([
    cachedSettings(),
    words ? search({ asker, words, now: new Date() }) : undefined,
  ]);
  return (
    <PageFrame book={book} isSignedIn={reader !== undefined}>
      <div className="mx-auto w-full max-w-[44rem] px-5 pt-10 pb-24">
        <h1 className="text-[2.0625rem]">Search</h1>
        <form action="/search" className="mt-6 flex flex-wrap gap-3">
          <label htmlFor="q" className="sr-only">
            Words to look for
          </label>
          <input
            id="q"
            name="q"
            type="search"
            className="field flex-[1_1_14rem]"
            defaultValue={words}
            placeholder="queue, idempotent, retry …"
            maxLength={200}
            autoComplete="off"
          />
          <button type="submit" className="button">
            Search
          </button>
        </form>
        {answer ? (
          <SearchResults words={words} answer={answer} glossary={book.glossary} />
        ) : (
          <p className="mt-8 text-muted">
            Finds words in every chapter that is open to you, and titles and headings in all the
            others.
          </p>
        )}
      </div>
    </PageFrame>
  );
}
