/** A chapter as its authors see it: the newest version, what readers see, and how the two stand to each other. */
import { and, desc, eq, isNull } from "drizzle-orm";
import { chapters, versions } from "@/drizzle/schema/book";
import { type ChapterHead, chapterHead } from "@/lib/author/chapters/chapter-text";
import type { Db } from "@/lib/db/pool";

export type Version = typeof versions.$inferSelect;

export type Draft = {
  chapter: typeof chapters.$inferSelect;
  /** The newest. */
  latest: Version;
};

/** By its present address, or wherever it moved; deleted chapters are not found. `forUpdate` keeps other writers waiting. */
export async function findDraft(
  db: Db,
  wanted: string | { id: string },
  { forUpdate = false } = {},
): Promise<Draft | undefined> {
  const isIt = typeof wanted === "string" ? eq(chapters.slug, wanted) : eq(chapters.id, wanted.id);
  const query = db
    .select()
    .from(chapters)
    .where(and(isIt, isNull(chapters.deletedAt)));
  const [chapter] = await (forUpdate ? query.for("update") : query);
  if (!chapter) return undefined;
  const [latest] = await db
    .select()
    .from(versions)
    .where(eq(versions.chapterId, chapter.id))
    .orderBy(desc(versions.number))
    .limit(1);
  return latest && { chapter, latest };
}

export async function findVersion(
  db: Db,
  { chapterId, number }: { chapterId: string; number: number },
): Promise<Version | undefined> {
  const [version] = await db
    .select()
    .from(versions)
    .where(and(eq(versions.chapterId, chapterId), eq(versions.number, number)));
  return version;
}

/** What is stored was checked when it was written. */
export const headOf = ({ frontmatter }: Pick<Version, "frontmatter">): ChapterHead =>
  chapterHead.parse(frontmatter);

export type ChapterState = "draft" | "scheduled" | "live" | "changed";

/** `changed`: live, with unpublished changes. A schedule outranks the rest. */
export function stateOf({ chapter, latest }: Draft): ChapterState {
  if (chapter.scheduledVersionId) return "scheduled";
  if (!chapter.publishedVersionId) return "draft";
  return chapter.publishedVersionId === latest.id ? "live" : "changed";
}
