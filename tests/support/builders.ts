/** Small makers of rows for tests; each fills in what a test does not care about. */
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { books, chapters, editions, headings, sections, versions } from "@/drizzle/schema/book";
import { readers } from "@/drizzle/schema/readers";
import { getDb } from "@/lib/db/pool";

type NewChapter = {
  slug: string;
  title?: string;
  access?: "free" | "book";
  emailUnlock?: boolean;
  preview?: string;
  locked?: string;
  position?: number;
};

/** A published chapter whose locked part is one paragraph with the id `first-locked`. */
export async function buildChapter(chapter: NewChapter) {
  const {
    slug,
    title = `About ${slug}`,
    access = "book",
    emailUnlock = true,
    position = 1,
  } = chapter;
  const { preview = "Open words.", locked = `Locked words of ${slug}.` } = chapter;
  const db = getDb();
  const id = randomUUID();
  const versionId = randomUUID();
  await db.insert(chapters).values({ id, slug, title, access, emailUnlock, position });
  const version = {
    id: versionId,
    chapterId: id,
    number: 1,
    frontmatter: { title, slug, access, emailUnlock },
    author: "test",
    door: "import" as const,
  };
  await db
    .insert(versions)
    .values({ ...version, markdown: `${preview}\n\n<!-- lock -->\n\n${locked}` });
  const counted = { versionId, words: 4, minutes: 1, firstLockedBlock: "first-locked" };
  const previewHtml = `<p id="b1">${preview}</p>`;
  const fullHtml = `${previewHtml}<p id="first-locked">${locked}</p>`;
  await db.insert(editions).values([
    { ...counted, kind: "preview", html: previewHtml, markdown: preview },
    { ...counted, kind: "full", html: fullHtml, markdown: `${preview}\n\n${locked}` },
  ]);
  await db.insert(headings).values({
    versionId,
    position: 1,
    depth: 2,
    anchor: "behind",
    title: "Behind the lock",
    locked: true,
  });
  await db.insert(sections).values([
    { versionId, kind: "preview", position: 1, anchor: "b1", heading: title, words: preview },
    {
      versionId,
      kind: "full",
      position: 1,
      anchor: "b1",
      heading: title,
      words: `${preview} ${locked}`,
    },
  ]);
  await db
    .update(chapters)
    .set({ publishedVersionId: versionId, publishedAt: new Date() })
    .where(eq(chapters.id, id));
  return { id, slug, title, versionId };
}

export async function buildBook(settings: Record<string, unknown> = {}) {
  const value = { title: "Test Book", ...settings };
  await getDb()
    .insert(books)
    .values({ settings: value })
    .onConflictDoUpdate({ target: books.id, set: { settings: value } });
}

export async function buildReader(email = `${randomUUID()}@example.com`) {
  const [reader] = await getDb()
    .insert(readers)
    .values({ email, emailVerified: new Date() })
    .returning();
  if (!reader) throw new Error("No reader was made.");
  return reader;
}
