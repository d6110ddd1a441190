import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { privateMetadata } from "@/app/_http/private-metadata";
import { ChapterView } from "@/app/(reading)/chapters/chapter-view";
import { pointImages } from "@/app/(reading)/preview/[token]/point-images";
import { PreviewNote } from "@/app/(reading)/preview/[token]/preview-note";
import { openPreviewLink } from "@/lib/author/preview-links";

export const dynamic = "force-dynamic";

type Props = { params: Promise<{ token: string }> };

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Preview");

/** A chapter as it is being written, in the reader's own dress: for whoever has the link, kept by no cache. */
export default async function PreviewPage({ params }: Props) {
  const { token } = await params;
  const opened = await openPreviewLink({ token, now: new Date() });
  if (!opened.ok) notFound();
  const { version, linkExpiresAt, updatedAt, ...chapter } = opened.value;
  return (
    <ChapterView
      notice={<PreviewNote version={version} until={linkExpiresAt} />}
      chapter={{
        ...chapter,
        html: pointImages(chapter.html, `/preview/${token}`),
        updatedAt: updatedAt.toISOString(),
        state: "author",
        hasFreeChapter: false,
      }}
    />
  );
}
