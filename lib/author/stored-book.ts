/** What the database holds of the book's chapters, as an import needs to compare it. */
import { and, desc, eq, sql } from "drizzle-orm";
import { chapters, editions, formerSlugs, versions } from "@/drizzle/schema/book";
import type { Db } from "@/lib/db/pool";

export type StoredVersion = { id: string; number: number; frontmatter: unknown; markdown: string };

export type StoredChapter = typeof chapters.$inferSelect & {
  latest: StoredVersion | undefined;
  /** Of the published editions' HTML: "preview" and "full". */
  hashes: Map<string, string>;
};

export type StoredBook = { chapters: StoredChapter[]; formerSlugs: Map<string, string> };

/** Deleted chapters too: an import brings them back. */
export async function loadStoredBook(tx: Db): Promise<StoredBook> {
  const rows = await tx.select().from(chapters);
  const latest = await tx
    .selectDistinctOn([versions.chapterId])
    .from(versions)
    .orderBy(versions.chapterId, desc(versions.number));
  const published = await tx
    .select({
      chapterId: chapters.id,
      kind: editions.kind,
      hash: sql<string>`md5(${editions.html})`,
    })
    .from(editions)
    .innerJoin(chapters, and(eq(chapters.publishedVersionId, editions.versionId)));
  const former = await tx.select().from(formerSlugs);
  return {
    chapters: rows.map((row) => ({
      ...row,
      latest: latest.find(({ chapterId }) => chapterId === row.id),
      hashes: new Map(
        published
          .filter(({ chapterId }) => chapterId === row.id)
          .map(({ kind, hash }) => [kind, hash]),
      ),
    })),
    formerSlugs: new Map(former.map(({ slug, chapterId }) => [slug, chapterId])),
  };
}
