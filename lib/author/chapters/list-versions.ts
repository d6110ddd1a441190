/** The history of a chapter: every save, newest first, and any of them in full. */
import { and, desc, eq, lt } from "drizzle-orm";
import { versions } from "@/drizzle/schema/book";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { findDraft, findVersion } from "@/lib/author/chapters/find-draft";
import { saveChapterIn, textOf } from "@/lib/author/chapters/save-chapter";
import { recordAudit } from "@/lib/db/audit";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type ListedVersion = {
  number: number;
  author: string;
  door: "import" | "web" | "api" | "cli";
  note: string | null;
  createdAt: Date;
  isPublished: boolean;
};

type Question = { actor: Actor; slug: string; before?: number; limit?: number };

export async function listVersions({
  actor,
  slug,
  before,
  limit = 50,
}: Question): Promise<
  Result<{ versions: ListedVersion[]; hasMore: boolean }, "forbidden" | "not_found">
> {
  if (!hasRight(actor, "write")) return err("forbidden");
  return read(async (db) => {
    const draft = await findDraft(db, slug);
    if (!draft) return err("not_found");
    const { id, publishedVersionId } = draft.chapter;
    const rows = await db
      .select()
      .from(versions)
      .where(and(eq(versions.chapterId, id), before ? lt(versions.number, before) : undefined))
      .orderBy(desc(versions.number))
      .limit(limit + 1);
    const listed = rows
      .slice(0, limit)
      .map(({ number, author, door, note, createdAt, id: own }) => ({
        number,
        author,
        door,
        note,
        createdAt,
        isPublished: own === publishedVersionId,
      }));
    return ok({ versions: listed, hasMore: rows.length > limit });
  });
}

type One = { actor: Actor; slug: string; number: number };

export async function openVersion({
  actor,
  slug,
  number,
}: One): Promise<Result<ChapterText, "forbidden" | "not_found">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  return read(async (db) => {
    const draft = await findDraft(db, slug);
    const version = draft && (await findVersion(db, { chapterId: draft.chapter.id, number }));
    return version ? ok(textOf(version)) : err("not_found");
  });
}

/** An old text becomes the newest version; nothing in between is lost. Its address stays the present one. */
export async function restoreVersion({ actor, slug, number }: One) {
  if (!hasRight(actor, "write")) return err("forbidden");
  return transaction(async (tx) => {
    const draft = await findDraft(tx, slug, { forUpdate: true });
    const version = draft && (await findVersion(tx, { chapterId: draft.chapter.id, number }));
    if (!draft || !version) return err("not_found");
    const old = textOf(version);
    const text = { ...old, head: { ...old.head, slug: textOf(draft.latest).head.slug } };
    const note = `Version ${number} again`;
    const base = draft.latest.number;
    const saved = await saveChapterIn(tx, { actor, slug, text, base, door: "web", note });
    if (saved.ok && saved.value.state === "saved")
      await recordAudit(tx, {
        actor: nameOf(actor),
        action: "chapter.restored",
        subject: `chapter:${draft.chapter.id}`,
        before: { version: draft.latest.id, number: base },
        after: { number: saved.value.version, from: number },
      });
    return saved;
  });
}
