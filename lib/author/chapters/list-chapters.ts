/** The book as its authors see it: every chapter with its state, in order. */
import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { chapters, editions, versions } from "@/drizzle/schema/book";
import { type ChapterState, headOf, stateOf } from "@/lib/author/chapters/find-draft";
import { countWords, minutesToRead } from "@/lib/book/render/words";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type ListedChapter = {
  id: string;
  slug: string;
  title: string;
  part: string | null;
  position: number;
  state: ChapterState;
  access: "free" | "book";
  emailUnlock: boolean;
  words: number;
  minutes: number;
  version: number;
  updatedAt: Date;
  publishedAt: Date | null;
  publishAt: Date | null;
  /** The author has marked where its preview ends. */
  hasLock: boolean;
  /** Readers who may read all of it by a right of their own to this chapter. */
  readers: number;
};

/** Title, access and words are those of the newest version, which readers may not see yet. */
export async function listChapters(actor: Actor): Promise<Result<ListedChapter[], "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const rows = await read((db) =>
    db
      .selectDistinctOn([chapters.position, chapters.id], {
        chapter: chapters,
        latest: versions,
        minutes: editions.minutes,
        readers: sql<number>`(select count(distinct reader_id)::int from grants
          where grants.chapter_id = ${chapters.id} and grants.revoked_at is null and grants.reader_id is not null)`,
      })
      .from(chapters)
      .innerJoin(versions, eq(versions.chapterId, chapters.id))
      .leftJoin(
        editions,
        and(eq(editions.versionId, chapters.publishedVersionId), eq(editions.kind, "full")),
      )
      .where(isNull(chapters.deletedAt))
      .orderBy(asc(chapters.position), asc(chapters.id), desc(versions.number)),
  );
  return ok(rows.map(describe));
}

type Row = {
  chapter: typeof chapters.$inferSelect;
  latest: typeof versions.$inferSelect;
  minutes: number | null;
  readers: number;
};

function describe({ chapter, latest, minutes, readers }: Row): ListedChapter {
  const { title, part = null, access, emailUnlock } = headOf(latest);
  const words = countWords(latest.markdown);
  const { id, slug, position, publishedAt, publishAt } = chapter;
  return {
    id,
    slug,
    title,
    part,
    position,
    state: stateOf({ chapter, latest }),
    access,
    emailUnlock,
    words,
    minutes: minutes ?? minutesToRead(words),
    version: latest.number,
    updatedAt: latest.createdAt,
    publishedAt,
    publishAt,
    readers,
    hasLock: /^<!--\s*lock\s*-->/m.test(latest.markdown),
  };
}
