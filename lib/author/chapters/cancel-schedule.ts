/** Takes back a time that was set: what readers have stays as it is. */
import { eq } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { findDraft } from "@/lib/author/chapters/find-draft";
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Cancel = { actor: Actor; slug: string };

/** Without a schedule nothing happens: it may have come true a moment ago. */
export async function cancelSchedule({
  actor,
  slug,
}: Cancel): Promise<Result<undefined, "forbidden" | "not_found">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return transaction(async (tx) => {
    const draft = await findDraft(tx, slug, { forUpdate: true });
    if (!draft) return err("not_found");
    const { id, scheduledVersionId, publishAt } = draft.chapter;
    if (!scheduledVersionId) return ok(undefined);
    await tx
      .update(chapters)
      .set({ scheduledVersionId: null, publishAt: null })
      .where(eq(chapters.id, id));
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "chapter.unscheduled",
      subject: `chapter:${id}`,
      before: { version: scheduledVersionId, publishAt },
    });
    return ok(undefined);
  });
}
