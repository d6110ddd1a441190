import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, permanentRedirect } from "next/navigation";
import { cachedRedirect } from "@/app/_http/cached-book";
import { currentAsker } from "@/app/_http/current-asker";
import { readFormMemory } from "@/app/_http/form-memory";
import { chapterMetadata } from "@/app/(reading)/chapters/chapter-metadata";
import { ChapterView } from "@/app/(reading)/chapters/chapter-view";
import { openChapter } from "@/lib/access/open-chapter";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return chapterMetadata((await params).slug);
}

/** Behind a cookie: asks the gate at every request, and names nobody. */
export default async function LiveChapterPage({ params }: Props) {
  const { slug } = await params;
  const { asker, reader } = await currentAsker();
  const opened = await openChapter({ slug, asker, now: new Date() });
  if (!opened.ok) {
    const moved = await cachedRedirect(slug);
    if (moved) permanentRedirect(`/chapters/${moved}`);
    notFound();
  }
  const { updatedAt, ...chapter } = opened.value;
  return (
    <ChapterView
      chapter={{ ...chapter, updatedAt: updatedAt.toISOString() }}
      isSignedIn={reader !== undefined}
      form={readFormMemory(await headers(), `/chapters/${slug}`)}
    />
  );
}
