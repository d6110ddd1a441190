/** A published chapter's public facts together with the asker's grants, in one round trip. */
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { grants } from "@/drizzle/schema/access";
import { chapters } from "@/drizzle/schema/book";
import type { Asker, Grant } from "@/lib/access/asker";
import { grantColumns, heldBy } from "@/lib/access/grants";
import type { Db } from "@/lib/db/pool";

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

type Question = { slug: string; asker: Asker };

export async function findChapterWithGrants(
  db: Db,
  { slug, asker }: Question,
): Promise<{ chapter: GatedChapter; grants: Grant[] } | undefined> {
  const rows = await db
    .select({ ...chapterColumns, grant: grantColumns })
    .from(chapters)
    .leftJoin(grants, heldBy(asker) ?? sql`false`)
    .where(
      and(
        eq(chapters.slug, slug),
        isNotNull(chapters.publishedVersionId),
        isNull(chapters.deletedAt),
      ),
    );
  const [first] = rows;
  if (!first?.versionId || !first.updatedAt) return undefined;
  const { grant: _, versionId, updatedAt, ...facts } = first;
  return {
    chapter: { ...facts, versionId, updatedAt },
    grants: rows.flatMap((row) => row.grant ?? []),
  };
}
