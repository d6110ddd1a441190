/** One chapter of an import: saved as a version if its text is new, published if it is due and differs from what readers see. */
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { chapters, formerSlugs } from "@/drizzle/schema/book";
import type { Match } from "@/lib/author/match-chapters";
import { publishChapter } from "@/lib/author/publish-chapter";
import { type Author, saveVersion } from "@/lib/author/save-version";
import type { StoredChapter } from "@/lib/author/stored-book";
import type { BookFolder, FolderChapter } from "@/lib/book/folder/book-folder";
import { readImage } from "@/lib/book/folder/targets";
import type { RenderedChapter } from "@/lib/book/render/render-chapter";
import type { Db } from "@/lib/db/pool";

type Import = Match & {
  rendered: RenderedChapter | undefined;
  pictures: BookFolder["pictures"];
  by: Author;
  now: Date;
};

export async function importChapter(
  tx: Db,
  { chapter, stored, rendered, pictures, by, now }: Import,
): Promise<"created" | "updated" | "unchanged"> {
  const facts = publicFacts(chapter, pictures);
  const { publishAt, was } = chapter.frontmatter;
  const isDue = !publishAt || new Date(publishAt) <= now;
  const chapterId = stored?.id ?? (await insertChapter(tx, facts));
  const frontmatter = { ...chapter.frontmatter, slug: chapter.slug };
  const version = await saveVersion(tx, {
    chapterId,
    latest: stored?.latest,
    frontmatter,
    markdown: chapter.markdown,
    by,
  });
  await tx
    .update(chapters)
    .set({ publishAt: publishAt ? new Date(publishAt) : null })
    .where(eq(chapters.id, chapterId));
  const isShown =
    stored?.publishedVersionId === version.id &&
    !stored.deletedAt &&
    isSameText(stored, rendered) &&
    isSameFacts(stored, facts);
  if (isDue && rendered && !isShown) {
    await moveTo(tx, { chapterId, facts, was, former: stored?.slug });
    await publishChapter(tx, { chapterId, versionId: version.id, rendered });
  }
  if (!stored) return "created";
  return version.isNew || (isDue && !isShown) ? "updated" : "unchanged";
}

type Facts = ReturnType<typeof publicFacts>;

function publicFacts(
  { slug, position, file, frontmatter }: FolderChapter,
  pictures: BookFolder["pictures"],
) {
  const { title, description = "", part = null, access, emailUnlock, image } = frontmatter;
  const path = image ? readImage(image, file) : undefined;
  const picture = path === undefined ? undefined : pictures.get(path)?.picture;
  return {
    slug,
    position,
    title,
    description,
    part,
    access,
    emailUnlock,
    image: picture?.id ?? null,
  };
}

async function insertChapter(tx: Db, facts: Facts): Promise<string> {
  const [inserted] = await tx.insert(chapters).values(facts).returning({ id: chapters.id });
  if (!inserted) throw new Error(`The chapter ${facts.slug} was not stored.`);
  return inserted.id;
}

/** A chapter keeps its address for ever: the one it had before, and those its head names, lead to it. */
async function moveTo(
  tx: Db,
  {
    chapterId,
    facts,
    was,
    former,
  }: { chapterId: string; facts: Facts; was: string[]; former: string | undefined },
) {
  const old = [...new Set([...was, ...(former ? [former] : [])])].filter(
    (slug) => slug !== facts.slug,
  );
  await tx
    .delete(formerSlugs)
    .where(and(eq(formerSlugs.slug, facts.slug), eq(formerSlugs.chapterId, chapterId)));
  await tx.update(chapters).set(facts).where(eq(chapters.id, chapterId));
  if (old.length > 0)
    await tx
      .insert(formerSlugs)
      .values(old.map((slug) => ({ slug, chapterId })))
      .onConflictDoNothing();
}

function isSameText({ hashes }: StoredChapter, rendered: RenderedChapter | undefined): boolean {
  return (
    rendered !== undefined &&
    hashes.get("full") === md5(rendered.full.html) &&
    hashes.get("preview") === md5(rendered.preview.html)
  );
}

function isSameFacts(stored: StoredChapter, facts: Facts): boolean {
  return (Object.keys(facts) as (keyof Facts)[]).every((key) => stored[key] === facts[key]);
}

const md5 = (text: string) => createHash("md5").update(text).digest("hex");
