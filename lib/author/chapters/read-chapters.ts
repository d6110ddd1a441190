/** Chapters as their authors write them, one or page by page: the newest text with its state, published or not. */
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { chapters, versions } from "@/drizzle/schema/book";
import { type Draft, findDraft } from "@/lib/author/chapters/find-draft";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type One = { actor: Actor; slug: string };

export async function readChapter({
  actor,
  slug,
}: One): Promise<Result<Draft, "forbidden" | "not_found">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const draft = await read((db) => findDraft(db, slug));
  return draft ? ok(draft) : err("not_found");
}

/** Of the last chapter of the page before. */
export type ChapterPlace = { position: number; id: string };

type Page = { actor: Actor; after?: ChapterPlace; limit: number };

export type ChapterPage = { drafts: Draft[]; next?: ChapterPlace };

/** In the book's order. `next` is there when more follow. */
export async function readChapters({
  actor,
  after,
  limit,
}: Page): Promise<Result<ChapterPage, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const isAfter =
    after &&
    sql`(${chapters.position}, ${chapters.id}) > (${after.position}::int, ${after.id}::uuid)`;
  const found = await read((db) =>
    db
      .selectDistinctOn([chapters.position, chapters.id], { chapter: chapters, latest: versions })
      .from(chapters)
      .innerJoin(versions, eq(versions.chapterId, chapters.id))
      .where(and(isNull(chapters.deletedAt), isAfter))
      .orderBy(asc(chapters.position), asc(chapters.id), desc(versions.number))
      .limit(limit + 1),
  );
  const drafts = found.slice(0, limit);
  const last = drafts.at(-1)?.chapter;
  const hasMore = found.length > limit && last !== undefined;
  return ok({ drafts, next: hasMore ? { position: last.position, id: last.id } : undefined });
}
