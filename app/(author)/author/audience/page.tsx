import type { Metadata } from "next";
import "@/app/(author)/author/audience/audience.css";
import { FormMessage } from "@/app/_components/form-message";
import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { countWords, filterWords } from "@/app/(author)/author/audience/audience-words";
import { EmptyAudience } from "@/app/(author)/author/audience/empty-audience";
import { FilterForm } from "@/app/(author)/author/audience/filter-form";
import { filterQuery, readFilter } from "@/app/(author)/author/audience/filter-query";
import { FunnelChart } from "@/app/(author)/author/audience/funnel-chart";
import { loadAudience } from "@/app/(author)/author/audience/load-audience";
import { PageLinks } from "@/app/(author)/author/audience/page-links";
import { PeopleTable } from "@/app/(author)/author/audience/people-table";
import { PROBLEMS } from "@/app/(author)/author/audience/problems";
import { SavedFilters } from "@/app/(author)/author/audience/saved-filters";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Audience");

export default async function AudiencePage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await currentAuthor("/author/audience", "people");
  const asked = await readQuery(searchParams);
  const filter = readFilter(asked);
  const query = filterQuery(filter ?? {});
  const place = { after: asked.after, before: asked.before };
  const { page, count, funnel, saved } = await loadAudience({ actor, filter, place, query });
  const chapters = await cachedOutline();
  const { timezone } = await cachedSettings();
  const isEmpty = query === "" && count?.count === 0;
  const words = filterWords(filter ?? {}, chapters);
  const caption = count ? `${countWords(count)}${words && `: ${words}`}` : "";
  return (
    <>
      <div className="audience-head">
        <h1 className="text-[1.44rem]">Audience</h1>
        <div className="audience-buttons">
          <a className="button button-quiet" href="/author/audience/import">
            Import a list
          </a>
          {count && count.count > 0 && (
            <a
              className="button button-quiet"
              href={`/author/audience/export${query && `?${query}`}`}
              download
            >
              Export as CSV
            </a>
          )}
        </div>
      </div>
      {!filter && <FormMessage problem={PROBLEMS.unknown_filter} />}
      {isEmpty ? (
        <EmptyAudience />
      ) : (
        <>
          {funnel && <FunnelChart funnel={funnel} timezone={timezone} />}
          <SavedFilters saved={saved} query={query} />
          <FilterForm
            key={query}
            filter={filter ?? {}}
            chapters={chapters}
            isOpen={query !== "" || !filter}
          />
          {page && count && (
            <>
              <p className="audience-count" role="status">
                {caption}
              </p>
              {page.people.length > 0 ? (
                <PeopleTable people={page.people} caption={caption} timezone={timezone} />
              ) : (
                <p>
                  Nobody matches.{" "}
                  <a className="link" href="/author/audience">
                    Show everybody
                  </a>
                </p>
              )}
              <PageLinks {...page} query={query} />
            </>
          )}
        </>
      )}
    </>
  );
}
