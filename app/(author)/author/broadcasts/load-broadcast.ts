/** What every page of one broadcast needs: the broadcast, the chapters by name, and the filters that can be chosen. */
import { notFound } from "next/navigation";
import { cachedOutline } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import type { ChapterName } from "@/app/(author)/author/broadcasts/filter-words";
import { listSavedFilters } from "@/lib/desk/audience/saved-filters";
import { type BroadcastPage, getBroadcast } from "@/lib/desk/broadcasts/get-broadcast";

export type LoadedBroadcast = BroadcastPage & {
  chapters: ChapterName[];
  saved: { id: string; name: string }[];
  email: string;
};

export async function loadBroadcast(id: string, page = ""): Promise<LoadedBroadcast> {
  const actor = await currentAuthor(`/author/broadcasts/${id}${page}`, "people");
  const found = await getBroadcast(actor, id);
  if (!found.ok) notFound();
  const chapters = await cachedOutline();
  const saved = await listSavedFilters({ actor });
  return {
    ...found.value,
    email: actor.email,
    chapters: chapters.map(({ id: chapter, title }) => ({ id: chapter, title })),
    saved: saved.ok ? saved.value.map(({ id: filter, name }) => ({ id: filter, name })) : [],
  };
}
