/** A published chapter's public facts together with the asker's grants, in one round trip. */
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { grants } from "@/drizzle/schema/access";
import { chapters } from "@/drizzle/schema/book";
import type { Asker, Grant } from "@/lib/access/asker";
import { grantColumns, heldBy, holderOf } from "@/lib/access/grants";
import type { Db } from "@/lib/db/pool";
import { prepared } from "@/lib/db/prepared";

export type GatedChapter = {
  id: string;
  slug: string;
  title: string;
  description: string;
  part: string | null;
  image: string | null;
  access: "free" | "book";
  emailUnlock: boolean;
  versionId: string;
  updatedAt: Date;
};

const chapterColumns = {
  id: chapters.id,
  slug: chapters.slug,
  title: chapters.title,
  description: chapters.description,
  part: chapters.part,
  image: chapters.image,
  access: chapters.access,
  emailUnlock: chapters.emailUnlock,
  versionId: chapters.publishedVersionId,
  updatedAt: chapters.publishedAt,
};

const queryChapter = prepared((db) =>
  db
    .select({ ...chapterColumns, grant: grantColumns })
    .from(chapters)
    .leftJoin(grants, heldBy(sql.placeholder("readerId"), sql.placeholder("grantIds")))
    .where(
      and(
        eq(chapters.slug, sql.placeholder("slug")),
        isNotNull(chapters.publishedVersionId),
        isNull(chapters.deletedAt),
      ),
    ),
);

type Question = { slug: string; asker: Asker };

export async function findChapterWithGrants(
  db: Db,
  { slug, asker }: Question,
): Promise<{ chapter: GatedChapter; grants: Grant[] } | undefined> {
  const rows = await queryChapter(db, { slug, ...holderOf(asker) });
  const [first] = rows;
  if (!first?.versionId || !first.updatedAt) return undefined;
  const { grant: _, versionId, updatedAt, ...facts } = first;
  return {
    chapter: { ...facts, versionId, updatedAt },
    grants: rows.flatMap((row) => row.grant ?? []),
  };
}
