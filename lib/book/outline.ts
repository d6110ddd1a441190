/** What everybody may know of the book: its chapters in order, and where old addresses lead. */
import { and, asc, eq, isNotNull, isNull } from "drizzle-orm";
import { chapters, editions, formerSlugs } from "@/drizzle/schema/book";
import { read } from "@/lib/db/transaction";

export type OutlineChapter = {
  id: string;
  slug: string;
  number: number;
  title: string;
  description: string;
  part: string | null;
  access: "free" | "book";
  emailUnlock: boolean;
  /** Of the whole chapter, also where only its preview is free. */
  minutes: number;
  words: number;
  updatedAt: Date;
  /** Id of the share image. */
  image: string | null;
};

export type OutlineHeading = { depth: number; anchor: string; title: string; locked: boolean };

const isPublished = and(isNotNull(chapters.publishedVersionId), isNull(chapters.deletedAt));

export async function listOutline(): Promise<OutlineChapter[]> {
  const rows = await read((db) =>
    db
      .select({
        id: chapters.id,
        slug: chapters.slug,
        number: chapters.position,
        title: chapters.title,
        description: chapters.description,
        part: chapters.part,
        access: chapters.access,
        emailUnlock: chapters.emailUnlock,
        minutes: editions.minutes,
        words: editions.words,
        updatedAt: chapters.publishedAt,
        createdAt: chapters.createdAt,
        image: chapters.image,
      })
      .from(chapters)
      .innerJoin(
        editions,
        and(eq(editions.versionId, chapters.publishedVersionId), eq(editions.kind, "full")),
      )
      .where(isPublished)
      .orderBy(asc(chapters.position), asc(chapters.slug)),
  );
  return rows.map(({ createdAt, updatedAt, ...chapter }) => ({
    ...chapter,
    updatedAt: updatedAt ?? createdAt,
  }));
}

/** The present slug of a chapter that once had this one. */
export async function findRedirect(slug: string): Promise<string | undefined> {
  const [row] = await read((db) =>
    db
      .select({ slug: chapters.slug })
      .from(formerSlugs)
      .innerJoin(chapters, eq(chapters.id, formerSlugs.chapterId))
      .where(and(eq(formerSlugs.slug, slug), isPublished)),
  );
  return row?.slug;
}

export type Redirect = { from: string; to: string };

export function listRedirects(): Promise<Redirect[]> {
  return read((db) =>
    db
      .select({ from: formerSlugs.slug, to: chapters.slug })
      .from(formerSlugs)
      .innerJoin(chapters, eq(chapters.id, formerSlugs.chapterId))
      .where(isPublished),
  );
}
