/** One chapter of an import: saved as a version if its text is new, published if it is due and differs from what readers see. */
import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { chapters, versions } from "@/drizzle/schema/book";
import { moveChapter } from "@/lib/author/chapters/move-chapter";
import { scheduleAt } from "@/lib/author/chapters/schedule";
import type { Match } from "@/lib/author/match-chapters";
import { publishChapter } from "@/lib/author/publish-chapter";
import { type Author, saveVersion } from "@/lib/author/save-version";
import type { StoredChapter } from "@/lib/author/stored-book";
import type { BookFolder, FolderChapter } from "@/lib/book/folder/book-folder";
import { nameOfFile, readImage } from "@/lib/book/folder/targets";
import type { RenderedChapter } from "@/lib/book/render/render-chapter";
import { recordAudit } from "@/lib/db/audit";
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
  const fileName = nameOfFile(chapter.file) ?? null;
  if (stored?.fileName !== fileName)
    await tx.update(chapters).set({ fileName }).where(eq(chapters.id, chapterId));
  const frontmatter = { ...chapter.frontmatter, slug: chapter.slug };
  const version = await saveVersion(tx, {
    chapterId,
    latest: stored?.latest,
    frontmatter,
    markdown: chapter.markdown,
    by,
  });
  if (!isDue && publishAt) await schedule(tx, { chapterId, versionId: version.id, publishAt, by });
  const isShown =
    stored?.publishedVersionId === version.id &&
    !stored.deletedAt &&
    isSameText(stored, rendered) &&
    isSameFacts(stored, facts);
  if (isDue && rendered && !isShown) {
    const { slug } = facts;
    await moveChapter(tx, { chapter: { id: chapterId, slug: stored?.slug ?? slug }, slug, was });
    await tx
      .update(chapters)
      .set({ ...facts, scheduledVersionId: null, publishAt: null })
      .where(eq(chapters.id, chapterId));
    await publishChapter(tx, { chapterId, versionId: version.id, rendered });
    await recordAudit(tx, {
      actor: by.author,
      action: "chapter.published",
      subject: `chapter:${chapterId}`,
      before: stored && { version: stored.publishedVersionId, slug: stored.slug },
      after: { version: version.id, number: version.number, slug, note: "Imported" },
    });
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

type Scheduled = { chapterId: string; versionId: string; publishAt: string; by: Author };

/** Importing the same again changes nothing. */
async function schedule(tx: Db, { chapterId, versionId, publishAt, by }: Scheduled) {
  const [chapter] = await tx.select().from(chapters).where(eq(chapters.id, chapterId));
  const [version] = await tx.select().from(versions).where(eq(versions.id, versionId));
  const at = new Date(publishAt);
  if (!chapter || !version) throw new Error("A chapter of this import is not there.");
  if (chapter.scheduledVersionId === versionId && chapter.publishAt?.getTime() === at.getTime())
    return;
  await scheduleAt(tx, { chapter, version, publishAt: at, actor: by.author });
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
