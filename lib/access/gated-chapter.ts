/** A published chapter's public facts together with the asker's grants, in one round trip, for one question or many. */
import { and, isNotNull, isNull, sql } from "drizzle-orm";
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

/** One row for each right that one of the questions may look at; a question without any still has its chapter. */
const queryChapters = prepared((db) =>
  db
    .select({ place: sql<number>`asked.place`, ...chapterColumns, grant: grantColumns })
    .from(
      sql`unnest(${sql.placeholder("places")}::int[], ${sql.placeholder("slugs")}::text[],
        ${sql.placeholder("readerIds")}::uuid[], ${sql.placeholder("grantIds")}::text[])
        as asked(place, slug, reader_id, grant_ids)`,
    )
    .innerJoin(
      chapters,
      and(
        sql`${chapters.slug} = asked.slug`,
        isNotNull(chapters.publishedVersionId),
        isNull(chapters.deletedAt),
      ),
    )
    .leftJoin(grants, heldBy(sql`asked.reader_id`, sql`asked.grant_ids`)),
);

type Question = { slug: string; asker: Asker };
type Found = { chapter: GatedChapter; grants: Grant[] } | undefined;

/** Many questions in one round trip, answered in their order: each gets the rights of its own asker. */
export async function findChaptersWithGrants(db: Db, questions: Question[]): Promise<Found[]> {
  const holders = questions.map(({ asker }) => holderOf(asker));
  const rows = await queryChapters(db, {
    places: questions.map((_, place) => place),
    slugs: questions.map(({ slug }) => slug),
    readerIds: holders.map(({ readerId }) => readerId),
    grantIds: holders.map(({ grantIds }) => `{${grantIds.join()}}`),
  });
  const byPlace = Map.groupBy(rows, ({ place }) => place);
  return questions.map((_, place) => foundIn(byPlace.get(place) ?? []));
}

export async function findChapterWithGrants(db: Db, question: Question): Promise<Found> {
  const [found] = await findChaptersWithGrants(db, [question]);
  return found;
}

type Row = Awaited<ReturnType<typeof queryChapters>>[number];

function foundIn(rows: Row[]): Found {
  const [first] = rows;
  if (!first?.versionId || !first.updatedAt) return undefined;
  const { grant: _, place: __, versionId, updatedAt, ...facts } = first;
  return {
    chapter: { ...facts, versionId, updatedAt },
    grants: rows.flatMap((row) => row.grant ?? []),
  };
}
