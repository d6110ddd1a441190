/** Publishes a chapter: now, at a time, or not any more. */
import { eq } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { findDraft, findVersion, type Version } from "@/lib/author/chapters/find-draft";
import { goLive } from "@/lib/author/chapters/go-live";
import { renderVersion } from "@/lib/author/chapters/render-version";
import { isSlugTaken, textOf } from "@/lib/author/chapters/save-chapter";
import { scheduleAt } from "@/lib/author/chapters/schedule";
import { announceChange } from "@/lib/book/changes";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

/** Storing both editions of a long chapter with its sections takes longer than a form's write. */
const DEADLINE_MS = 15_000;

type Publish = {
  actor: Actor;
  slug: string;
  /** The version to publish, as its author has seen it; without one, the newest. */
  version?: number;
  /** A time to come makes it a schedule. */
  publishAt?: Date;
  note?: string;
  now: Date;
};

export type Published = { state: "live" | "scheduled"; slug: string; version: number };
export type PublishProblem = "forbidden" | "not_found" | "no_such_version" | "slug_taken";

/** Publishing what is live already changes nothing. */
export async function publish(request: Publish): Promise<Result<Published, PublishProblem>> {
  if (!hasRight(request.actor, "publish")) return err("forbidden");
  const chosen = await read((db) => choose(db, request));
  if (!chosen.ok) return chosen;
  const made = await read((db) => renderVersion(db, textOf(chosen.value)), DEADLINE_MS);
  return transaction(async (tx) => {
    const draft = await findDraft(tx, request.slug, { forUpdate: true });
    if (!draft || draft.chapter.id !== chosen.value.chapterId) return err("not_found");
    const { chapter } = draft;
    const version = chosen.value;
    const { slug } = textOf(version).head;
    if (await isSlugTaken(tx, { slug, chapterId: chapter.id })) return err("slug_taken");
    const actor = nameOf(request.actor);
    if (request.publishAt && request.publishAt > request.now) {
      await scheduleAt(tx, { chapter, version, actor, publishAt: request.publishAt });
      return ok({ state: "scheduled" as const, slug: chapter.slug, version: version.number });
    }
    const live = await goLive(tx, { chapter, version, made, actor, note: request.note });
    return ok({ state: "live" as const, slug: live, version: version.number });
  }, DEADLINE_MS);
}

async function choose(
  db: Db,
  { slug, version }: Publish,
): Promise<Result<Version, "not_found" | "no_such_version">> {
  const draft = await findDraft(db, slug);
  if (!draft) return err("not_found");
  if (version === undefined || version === draft.latest.number) return ok(draft.latest);
  const found = await findVersion(db, { chapterId: draft.chapter.id, number: version });
  return found ? ok(found) : err("no_such_version");
}

type Unpublish = { actor: Actor; slug: string };

/** Readers get 404 from the next second on; the text stays. A schedule ends too. */
export async function unpublish({
  actor,
  slug,
}: Unpublish): Promise<Result<undefined, "forbidden" | "not_found">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return transaction(async (tx) => {
    const draft = await findDraft(tx, slug, { forUpdate: true });
    if (!draft) return err("not_found");
    const { id, publishedVersionId, scheduledVersionId } = draft.chapter;
    if (!publishedVersionId && !scheduledVersionId) return ok(undefined);
    await tx
      .update(chapters)
      .set({ publishedVersionId: null, scheduledVersionId: null, publishAt: null })
      .where(eq(chapters.id, id));
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "chapter.unpublished",
      subject: `chapter:${id}`,
      before: { version: publishedVersionId, scheduled: scheduledVersionId },
    });
    await announceChange(tx, [slug]);
    return ok(undefined);
  });
}
