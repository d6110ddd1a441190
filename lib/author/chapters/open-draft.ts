/** A chapter as its author goes on writing it: the newest text, its version, and what readers see of it. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { chapters, versions } from "@/drizzle/schema/book";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import {
  type ChapterState,
  type Draft,
  findDraft,
  stateOf,
} from "@/lib/author/chapters/find-draft";
import { textOf } from "@/lib/author/chapters/save-chapter";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type OpenDraft = {
  id: string;
  /** Its present address. */
  slug: string;
  text: ChapterText;
  version: number;
  savedAt: Date;
  state: ChapterState;
  publishAt: Date | null;
};

/** A page that was open while the address moved may still know only the old one. */
async function findMoved(db: Db, slug: string): Promise<Draft | undefined> {
  const [moved] = await db
    .select({ id: chapters.id })
    .from(versions)
    .innerJoin(chapters, eq(chapters.id, versions.chapterId))
    .where(and(sql`${versions.frontmatter}->>'slug' = ${slug}`, isNull(chapters.deletedAt)))
    .orderBy(desc(versions.createdAt))
    .limit(1);
  return moved && findDraft(db, moved);
}

type Question = { actor: Actor; slug: string };

export async function openDraft({
  actor,
  slug,
}: Question): Promise<Result<OpenDraft, "forbidden" | "not_found">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const draft = await read(async (db) => (await findDraft(db, slug)) ?? findMoved(db, slug));
  if (!draft) return err("not_found");
  const { chapter, latest } = draft;
  return ok({
    id: chapter.id,
    slug: chapter.slug,
    text: textOf(latest),
    version: latest.number,
    savedAt: latest.createdAt,
    state: stateOf(draft),
    publishAt: chapter.publishAt,
  });
}
