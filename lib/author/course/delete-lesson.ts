/** Takes a lesson out of the course; for thirty days it can be put back as it was. */
import { and, eq, gt, isNotNull, type SQL, sql } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import { type By, changeLesson, mayChange } from "@/lib/author/course/change-lesson";
import { lockLesson } from "@/lib/author/course/find-lesson";
import { quotesLocked } from "@/lib/author/course/lesson-text";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Named = By & { id: string };
type Problem = "forbidden" | "only_authors" | "not_found";

export async function deleteLesson({ id, ...by }: Named): Promise<Result<undefined, Problem>> {
  if (!hasRight(by.actor, "write")) return err("forbidden");
  return transaction(async (tx) => {
    const before = await lockLesson(tx, id);
    if (!before) return err("not_found");
    if (!mayChange(by.actor, before)) return err("only_authors");
    if (before.deletedAt) return ok(undefined);
    const change = { deletedAt: sql`now()` };
    await changeLesson(tx, { ...by, action: "lesson.deleted", before, change });
    return ok(undefined);
  });
}

/** After thirty days it is not found any more. `quoting`: meanwhile a chapter locked what it says. */
export async function restoreLesson({
  id,
  ...by
}: Named): Promise<Result<undefined, Problem | "quoting">> {
  if (!hasRight(by.actor, "write")) return err("forbidden");
  return transaction(async (tx) => {
    const before = await lockLesson(tx, id);
    if (!before || (before.deletedAt && !(await isRestorable(tx, id)))) return err("not_found");
    if (!mayChange(by.actor, before)) return err("only_authors");
    if (!before.deletedAt) return ok(undefined);
    if (await quotesLocked(tx, before)) return err("quoting");
    await changeLesson(tx, {
      ...by,
      action: "lesson.restored",
      before,
      change: { deletedAt: null },
    });
    return ok(undefined);
  });
}

/** Deleted, and not too long ago. */
export const restorable: SQL | undefined = and(
  isNotNull(lessons.deletedAt),
  gt(lessons.deletedAt, sql`now() - interval '30 days'`),
);

const isRestorable = async (tx: Db, id: string): Promise<boolean> =>
  (await tx.$count(lessons, and(eq(lessons.id, id), restorable))) > 0;
