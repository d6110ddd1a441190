/** Filters that an author named: kept as they were saved, and shown only while every part of them is understood. */
import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import { savedFilters } from "@/drizzle/schema/desk";
import { recordAudit } from "@/lib/db/audit";
import { read, transaction } from "@/lib/db/transaction";
import { type AudienceFilter, audienceFilter } from "@/lib/desk/audience/filter";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export const filterName = z
  .string()
  .trim()
  .min(1, { error: "Please give it a name, for example Buyers from chapter one." })
  .max(80, { error: "That name is longer than 80 letters." });

export type SavedFilter = { id: string; name: string; filter: AudienceFilter };

type Asked = { actor: Actor };

export async function listSavedFilters({
  actor,
}: Asked): Promise<Result<SavedFilter[], "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const rows = await read((db) => db.select().from(savedFilters).orderBy(asc(savedFilters.name)));
  return ok(
    rows.flatMap(({ id, name, filter }) => {
      const parsed = audienceFilter.safeParse(filter);
      return parsed.success ? [{ id, name, filter: parsed.data }] : [];
    }),
  );
}

/** A name used before is refused: a broadcast may have been planned by what it meant. */
export async function saveFilter({
  actor,
  name,
  filter,
}: Asked & { name: string; filter: AudienceFilter }): Promise<
  Result<undefined, "forbidden" | "name_taken">
> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return transaction(async (tx) => {
    const [saved] = await tx
      .insert(savedFilters)
      .values({ name, filter })
      .onConflictDoNothing()
      .returning({ id: savedFilters.id });
    if (!saved)
      return isSaved(
        await tx.select().from(savedFilters).where(eq(savedFilters.name, name)),
        filter,
      );
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "audience.filter-saved",
      subject: saved.id,
      after: { name, filter },
    });
    return ok(undefined);
  });
}

/** The same one saved twice, by a second press, is no clash. */
function isSaved(
  rows: { filter: unknown }[],
  filter: AudienceFilter,
): Result<undefined, "name_taken"> {
  const parsed = audienceFilter.safeParse(rows[0]?.filter);
  const isSame = parsed.success && keyOf(parsed.data) === keyOf(filter);
  return isSame ? ok(undefined) : err("name_taken");
}

const keyOf = (filter: AudienceFilter) =>
  JSON.stringify(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined)
      .toSorted(),
  );

export async function deleteFilter({
  actor,
  id,
}: Asked & { id: string }): Promise<Result<undefined, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return transaction(async (tx) => {
    const [gone] = await tx.delete(savedFilters).where(eq(savedFilters.id, id)).returning();
    if (gone)
      await recordAudit(tx, {
        actor: nameOf(actor),
        action: "audience.filter-deleted",
        subject: id,
        before: { name: gone.name, filter: gone.filter },
      });
    return ok(undefined);
  });
}
