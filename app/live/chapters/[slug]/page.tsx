import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound, permanentRedirect } from "next/navigation";
import { cachedRedirect } from "@/app/_http/cached-book";
import { readFormMemory } from "@/app/_http/form-memory";
import { chapterMetadata } from "@/app/(reading)/chapters/chapter-metadata";
import { ChapterView } from "@/app/(reading)/chapters/chapter-view";
import { AwayNotice } from "@/app/live/chapters/[slug]/away-notice";
import { openForReader } from "@/app/live/chapters/[slug]/open-for-reader";

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return chapterMetadata((await params).slug);
}

/** Behind a cookie: asks the gate at every request, and names nobody. */
export default async function LiveChapterPage({ params }: Props) {
  const { slug } = await params;
  const opened = await openForReader(slug);
  if (!opened) {
    const moved = await cachedRedirect(slug);
    if (moved) permanentRedirect(`/chapters/${moved}`);
    notFound();
  }
  return (
    <ChapterView
      chapter={opened.chapter}
      isSignedIn={opened.isSignedIn}
      form={readFormMemory(await headers(), `/chapters/${slug}`)}
      notice={opened.isUnsure && <AwayNotice slug={slug} />}
    />
  );
}
