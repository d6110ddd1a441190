/** Makes a version what readers see, with its address, place and access, and tells every instance; one transaction. */
import { eq, sql } from "drizzle-orm";
import { bookFiles } from "@/drizzle/schema/author";
import { chapters, versions } from "@/drizzle/schema/book";
import type { ChapterHead } from "@/lib/author/chapters/chapter-text";
import type { Version } from "@/lib/author/chapters/find-draft";
import { headOf } from "@/lib/author/chapters/find-draft";
import { moveChapter } from "@/lib/author/chapters/move-chapter";
import type { RenderedVersion } from "@/lib/author/chapters/render-version";
import { publishChapter } from "@/lib/author/publish-chapter";
import { openSharedPictures, storePictures } from "@/lib/author/store-pictures";
import { announceChange } from "@/lib/book/changes";
import { readImage } from "@/lib/book/folder/targets";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";

type Publication = {
  chapter: typeof chapters.$inferSelect;
  version: Version;
  made: RenderedVersion;
  /** As the audit log names them. */
  actor: string;
  /** What is new; the history shows it beside the version. */
  note?: string;
};

/** The caller holds the chapter's row. Answers the address from now on. */
export async function goLive(tx: Db, { chapter, version, made, actor, note }: Publication) {
  const head = headOf(version);
  const image = await findShareImage(tx, head);
  const { title, description = "", part = null, access, emailUnlock, slug } = head;
  await moveChapter(tx, { chapter, slug, was: head.was });
  await tx
    .update(chapters)
    .set({
      title,
      description,
      part,
      access,
      emailUnlock,
      image,
      scheduledVersionId: null,
      publishAt: null,
    })
    .where(eq(chapters.id, chapter.id));
  await storePictures(tx, made.newPictures);
  await publishChapter(tx, {
    chapterId: chapter.id,
    versionId: version.id,
    rendered: made.rendered,
  });
  await tx.update(chapters).set({ publishedAt: sql`now()` }).where(eq(chapters.id, chapter.id));
  if (note) await keepNote(tx, { version, note });
  await openSharedPictures(tx);
  await recordAudit(tx, {
    actor,
    action: "chapter.published",
    subject: `chapter:${chapter.id}`,
    before: { version: chapter.publishedVersionId, slug: chapter.slug },
    after: { version: version.id, number: version.number, slug, note },
  });
  await announceChange(tx, [...new Set([chapter.slug, slug])]);
  return slug;
}

/** Beside what the version was noted for when it was made; the same words once. */
async function keepNote(tx: Db, { version, note }: { version: Version; note: string }) {
  if (version.note?.endsWith(note)) return;
  const words = version.note ? `${version.note}. ${note}` : note;
  await tx.update(versions).set({ note: words }).where(eq(versions.id, version.id));
}

/** Other sites show a share image as a file: its path in the book's folder leads to it. */
async function findShareImage(tx: Db, { image, slug }: ChapterHead): Promise<string | null> {
  const path = image ? readImage(image, `chapters/${slug}.md`) : undefined;
  if (!path) return null;
  const [file] = await tx
    .select({ imageId: bookFiles.imageId })
    .from(bookFiles)
    .where(eq(bookFiles.path, path));
  return file?.imageId ?? null;
}
