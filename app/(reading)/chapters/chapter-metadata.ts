/** What a chapter's page says of itself to search engines and to whoever shares it; all of it is public. */
import type { Metadata } from "next";
import { cachedOutline } from "@/app/_http/cached-book";
import { publicMetadata } from "@/app/_http/public-metadata";

export async function chapterMetadata(slug: string): Promise<Metadata> {
  const chapter = (await cachedOutline()).find((each) => each.slug === slug);
  if (!chapter) return {};
  const { title, description } = chapter;
  const metadata = await publicMetadata({
    path: `/chapters/${slug}`,
    title,
    description: description || undefined,
    picture: slug,
  });
  const alternates = {
    ...metadata.alternates,
    types: { ...metadata.alternates?.types, "text/markdown": `/chapters/${slug}.md` },
  };
  return { ...metadata, alternates };
}
