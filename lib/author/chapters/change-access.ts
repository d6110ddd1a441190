/** Who may read a chapter, changed for several at once and at once for readers; unpublished words stay unpublished. */
import { eq } from "drizzle-orm";
import { versions } from "@/drizzle/schema/book";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { type Draft, findDraft, headOf, type Version } from "@/lib/author/chapters/find-draft";
import { goLive } from "@/lib/author/chapters/go-live";
import { type RenderedVersion, renderVersion } from "@/lib/author/chapters/render-version";
import { textOf } from "@/lib/author/chapters/save-chapter";
import { saveVersion } from "@/lib/author/save-version";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const DEADLINE_MS = 15_000;
const NOTE = "Access changed";

export type Access = { slug: string; access: "free" | "book"; emailUnlock: boolean };

type Change = { actor: Actor; wanted: Access[] };

/** Answers what each was before, for an undo; those that had it already, or are gone, are left out. */
export async function changeAccess({
  actor,
  wanted,
}: Change): Promise<Result<Access[], "forbidden">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const before: Access[] = [];
  for (const each of wanted) {
    const former = await changeOne(each, nameOf(actor));
    if (former) before.push(former);
  }
  return ok(before);
}

async function changeOne(wanted: Access, actor: string): Promise<Access | undefined> {
  const { draft, published } = await read((db) => findBoth(db, wanted.slug));
  if (!draft) return undefined;
  const shown = published && withAccess(textOf(published), wanted);
  const made = shown && (await read((db) => renderVersion(db, shown), DEADLINE_MS));
  return transaction(async (tx) => {
    const now = await findDraft(tx, wanted.slug, { forUpdate: true });
    if (!now || isAlready(now, wanted)) return undefined;
    const { access, emailUnlock } = headOf(now.latest);
    const isPublishedNewest = now.chapter.publishedVersionId === now.latest.id;
    if (shown && made && now.chapter.publishedVersionId === published.id)
      await showAgain(tx, { draft: now, text: shown, made, actor });
    if (!shown || !isPublishedNewest)
      await keepText(tx, {
        chapterId: now.chapter.id,
        text: withAccess(textOf(now.latest), wanted),
        actor,
      });
    await recordAudit(tx, {
      actor,
      action: "chapter.access-changed",
      subject: `chapter:${now.chapter.id}`,
      before: { access, emailUnlock },
      after: { access: wanted.access, emailUnlock: wanted.emailUnlock },
    });
    return { slug: wanted.slug, access, emailUnlock };
  }, DEADLINE_MS);
}

async function findBoth(db: Db, slug: string) {
  const draft = await findDraft(db, slug);
  const id = draft?.chapter.publishedVersionId;
  if (!id) return { draft, published: undefined };
  const [published] = await db.select().from(versions).where(eq(versions.id, id));
  return { draft, published };
}

function isAlready({ chapter, latest }: Draft, { access, emailUnlock }: Access): boolean {
  const head = headOf(latest);
  const isInText = head.access === access && head.emailUnlock === emailUnlock;
  const isShown = chapter.access === access && chapter.emailUnlock === emailUnlock;
  return isInText && (isShown || !chapter.publishedVersionId);
}

const withAccess = (text: ChapterText, { access, emailUnlock }: Access): ChapterText => ({
  ...text,
  head: { ...text.head, access, emailUnlock },
});

type Shown = { draft: Draft; text: ChapterText; made: RenderedVersion; actor: string };

async function showAgain(tx: Db, { draft, text, made, actor }: Shown) {
  const { chapter } = draft;
  const version = await keepText(tx, { chapterId: chapter.id, text, actor });
  await goLive(tx, { chapter, version, made, actor, note: NOTE });
}

type Kept = { chapterId: string; text: ChapterText; actor: string };

async function keepText(tx: Db, { chapterId, text, actor }: Kept): Promise<Version> {
  const latest = await tx.query.versions.findFirst({
    where: eq(versions.chapterId, chapterId),
    orderBy: (version, { desc }) => desc(version.number),
  });
  const { id } = await saveVersion(tx, {
    chapterId,
    latest,
    frontmatter: text.head,
    markdown: text.markdown,
    by: { author: actor, door: "web" },
    about: { note: NOTE },
  });
  const [kept] = await tx.select().from(versions).where(eq(versions.id, id));
  if (!kept) throw new Error("A version was saved and is not there.");
  return kept;
}
