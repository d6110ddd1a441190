import type { Metadata } from "next";
import { createBroadcast } from "@/app/(author)/author/broadcasts/actions";
import { readFilter } from "@/app/(author)/author/broadcasts/draft-fields";
import { DraftForm } from "@/app/(author)/author/broadcasts/draft-form";
import { filterValues } from "@/app/(author)/author/broadcasts/filter-values";
import "@/app/(author)/author/broadcasts/broadcasts.css";
import { cachedOutline } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { listSavedFilters } from "@/lib/desk/audience/saved-filters";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("New broadcast");

/** Nothing is kept until it is saved. The address may name a filter: “Write to these people”. */
export default async function NewBroadcastPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await currentAuthor("/author/broadcasts/new", "people");
  const filter = readFilter(await readQuery(searchParams));
  const saved = await listSavedFilters({ actor });
  return (
    <>
      <p className="mb-2 text-sm">
        <a className="link tap" href="/author/broadcasts">
          Broadcasts
        </a>
      </p>
      <h1 className="mb-6 text-[1.44rem]">New broadcast</h1>
      {!filter && (
        <p role="alert" className="broadcast-notice mb-6" data-tone="warn">
          The people named in the address cannot be written to: a broadcast goes only to those who
          confirmed. Choose them here.
        </p>
      )}
      <div className="max-w-3xl">
        <DraftForm
          action={createBroadcast}
          button="Save draft"
          values={filterValues(filter ?? {})}
          chapters={(await cachedOutline()).map(({ id, title }) => ({ id, title }))}
          saved={saved.ok ? saved.value.map(({ id, name }) => ({ id, name })) : []}
        />
      </div>
    </>
  );
}
