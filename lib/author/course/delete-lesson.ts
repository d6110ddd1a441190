/** Takes a lesson out of the course; for thirty days it can be put back as it was. */
import { and, eq, gt, isNotNull, type SQL, sql } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import { type By, changeLesson, mayChange } from "@/lib/author/course/change-lesson";
import { lockLesson } from "@/lib/author/course/find-lesson";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Named = By & { id: string };
type Answer = Promise<Result<undefined, "forbidden" | "only_authors" | "not_found">>;

export async function deleteLesson({ id, ...by }: Named): Answer {
  if (!hasRight(by.actor, "write")) return err("forbidden");
  return transaction(async (tx) => {
    const before = await lockLesson(tx, id);
    if (!before) return err("not_found");
    if (!mayChange(by.actor, before)) return err("only_authors");
    if (before.deletedAt) return ok(undefined);
    const change = { deletedAt: await databaseNow(tx) };
    await changeLesson(tx, { ...by, action: "lesson.deleted", before, change });
    return ok(undefined);
  });
}

/** After thirty days it is not found any more. */
export async function restoreLesson({ id, ...by }: Named): Answer {
  if (!hasRight(by.actor, "write")) return err("forbidden");
  return transaction(async (tx) => {
    const before = await lockLesson(tx, id);
    if (!before || (before.deletedAt && !(await isRestorable(tx, id)))) return err("not_found");
    if (!mayChange(by.actor, before)) return err("only_authors");
    if (!before.deletedAt) return ok(undefined);
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

async function databaseNow(tx: Db): Promise<Date> {
  const { rows } = await tx.execute<{ now: string | Date }>(sql`select now() as now`);
  return new Date(rows[0]?.now ?? Number.NaN);
}
