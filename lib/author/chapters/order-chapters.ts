/** The order of the book: every chapter has one place, and readers see a new order at once. */
import { isNull, sql } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import { announceChange } from "@/lib/book/changes";
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Order = {
  actor: Actor;
  /** All present chapters, each once. */
  slugs: string[];
};

/** `not_all`: a chapter is missing, unknown or named twice, for example because somebody added one meanwhile. */
export async function orderChapters({
  actor,
  slugs,
}: Order): Promise<Result<undefined, "forbidden" | "not_all">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return transaction(async (tx) => {
    const present = await tx
      .select({ slug: chapters.slug, position: chapters.position })
      .from(chapters)
      .where(isNull(chapters.deletedAt))
      .orderBy(chapters.position, chapters.slug)
      .for("update");
    const before = present.map(({ slug }) => slug);
    if (before.toSorted().join() !== slugs.toSorted().join()) return err("not_all");
    if (before.join() === slugs.join()) return ok(undefined);
    await tx.execute(sql`
      update chapters set position = wanted.position, updated_at = now()
      from jsonb_array_elements_text(${JSON.stringify(slugs)}::jsonb) with ordinality as wanted(slug, position)
      where chapters.slug = wanted.slug`);
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "book.ordered",
      subject: "book",
      before,
      after: slugs,
    });
    await announceChange(tx, "all");
    return ok(undefined);
  });
}
