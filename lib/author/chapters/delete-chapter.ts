/** Takes a chapter out of the book; for thirty days it can be brought back as it was, as a draft. */
import { and, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { findDraft } from "@/lib/author/chapters/find-draft";
import { announceChange } from "@/lib/book/changes";
import { recordAudit } from "@/lib/db/audit";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const UNDO_DAYS = 30;

type Deletion = {
  actor: Actor;
  slug: string;
  /** The version that the caller has seen; another one means that somebody wrote meanwhile. */
  version?: number;
};

/** Rights to it stay, so bringing it back gives readers what they had. Its address stays taken. */
export async function deleteChapter({
  actor,
  slug,
  version,
}: Deletion): Promise<Result<{ id: string }, "forbidden" | "not_found" | "changed">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return transaction(async (tx) => {
    const draft = await findDraft(tx, slug, { forUpdate: true });
    if (!draft) return err("not_found");
    if (version !== undefined && version !== draft.latest.number) return err("changed");
    const { id, publishedVersionId, scheduledVersionId } = draft.chapter;
    await tx
      .update(chapters)
      .set({ deletedAt: sql`now()`, scheduledVersionId: null, publishAt: null })
      .where(eq(chapters.id, id));
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "chapter.deleted",
      subject: `chapter:${id}`,
      before: {
        slug,
        number: draft.latest.number,
        version: publishedVersionId,
        scheduled: scheduledVersionId,
      },
    });
    await announceChange(tx, [slug]);
    return ok({ id });
  });
}

/** As it was: published if it was. Bringing it back twice changes nothing. */
export async function undeleteChapter({
  actor,
  id,
}: {
  actor: Actor;
  id: string;
}): Promise<Result<{ slug: string }, "forbidden" | "gone">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return transaction(async (tx) => {
    const [back] = await tx
      .update(chapters)
      .set({ deletedAt: null })
      .where(and(eq(chapters.id, id), gt(chapters.deletedAt, inUndoTime())))
      .returning({ slug: chapters.slug, version: chapters.publishedVersionId });
    if (!back) return findPresent(tx, id);
    const subject = `chapter:${id}`;
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "chapter.undeleted",
      subject,
      after: { slug: back.slug, version: back.version },
    });
    await announceChange(tx, [back.slug]);
    return ok({ slug: back.slug });
  });
}

type Tx = Parameters<Parameters<typeof transaction>[0]>[0];

async function findPresent(tx: Tx, id: string): Promise<Result<{ slug: string }, "gone">> {
  const [chapter] = await tx
    .select({ slug: chapters.slug, deletedAt: chapters.deletedAt })
    .from(chapters)
    .where(eq(chapters.id, id));
  return chapter && !chapter.deletedAt ? ok({ slug: chapter.slug }) : err("gone");
}

const inUndoTime = () => sql`now() - ${UNDO_DAYS} * interval '1 day'`;

/** Those that can still be brought back, newest first. */
export async function listDeleted(actor: Actor) {
  if (!hasRight(actor, "write")) return err("forbidden");
  const rows = await read((db) =>
    db
      .select({
        id: chapters.id,
        slug: chapters.slug,
        title: chapters.title,
        at: chapters.deletedAt,
      })
      .from(chapters)
      .where(and(isNotNull(chapters.deletedAt), gt(chapters.deletedAt, inUndoTime())))
      .orderBy(desc(chapters.deletedAt)),
  );
  return ok(rows);
}
