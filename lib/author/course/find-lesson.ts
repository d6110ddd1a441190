/** A lesson as its authors see it, for the page that edits it. */
import { and, eq, isNull } from "drizzle-orm";
import { lessons } from "@/drizzle/schema/lessons";
import type { Lesson } from "@/lib/book/lessons";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Named = { actor: Actor; id: string };

export async function findLesson({
  actor,
  id,
}: Named): Promise<Result<Lesson, "forbidden" | "not_found">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const [lesson] = UUID.test(id)
    ? await read((db) =>
        db
          .select()
          .from(lessons)
          .where(and(eq(lessons.id, id), isNull(lessons.deletedAt))),
      )
    : [];
  return lesson ? ok(lesson) : err("not_found");
}

/** Deleted or not; other writers wait. */
export async function lockLesson(tx: Db, id: string): Promise<Lesson | undefined> {
  if (!UUID.test(id)) return undefined;
  const [lesson] = await tx.select().from(lessons).where(eq(lessons.id, id)).for("update");
  return lesson;
}
