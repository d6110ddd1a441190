import type { Metadata } from "next";
import { notFound, permanentRedirect } from "next/navigation";
import { cachedChapter, cachedRedirect } from "@/app/_http/cached-book";
import { chapterMetadata } from "@/app/(reading)/chapters/chapter-metadata";
import { ChapterView } from "@/app/(reading)/chapters/chapter-view";

/** For anybody: reads no cookie, so it cannot leak; kept until the next publish. */
export const dynamic = "force-static";
export const generateStaticParams = () => [];

type Props = { params: Promise<{ slug: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return chapterMetadata((await params).slug);
}

export default async function ChapterPage({ params }: Props) {
  const { slug } = await params;
  const chapter = await cachedChapter(slug);
  if (chapter) return <ChapterView chapter={chapter} />;
  const moved = await cachedRedirect(slug);
  if (moved) permanentRedirect(`/chapters/${moved}`);
  notFound();
}
