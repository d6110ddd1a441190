/** The one way a stored lesson changes: who may, a new version, the audit log, and readers looked at again. */
import { eq, sql } from "drizzle-orm";
import type { PgUpdateSetSource } from "drizzle-orm/pg-core";
import { lessons } from "@/drizzle/schema/lessons";
import { isSchedule, recordOf } from "@/lib/author/course/lesson-record";
import type { Lesson } from "@/lib/book/lessons";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { replanCourse } from "@/lib/signups/course/replan";

/** Drafts may be written by whoever may write; what readers get is for those who may publish. */
export const mayChange = (actor: Actor, { isLive }: { isLive: boolean }): boolean =>
  hasRight(actor, isLive ? "publish" : "write");

export type By = { actor: Actor; network?: string };

type Change = By & {
  action: string;
  before: Lesson;
  change: PgUpdateSetSource<typeof lessons>;
};

export async function changeLesson(tx: Db, { before, change, ...by }: Change): Promise<Lesson> {
  const [after] = await tx
    .update(lessons)
    .set({ ...change, version: sql`${lessons.version} + 1`, updatedAt: sql`now()` })
    .where(eq(lessons.id, before.id))
    .returning();
  if (!after) throw new Error(`The lesson ${before.name} is gone.`);
  await tellOfLesson(tx, { ...by, before, after });
  return after;
}

type News = By & { action: string; before: Lesson | undefined; after: Lesson };

export async function tellOfLesson(tx: Db, { actor, network, action, before, after }: News) {
  await recordAudit(tx, {
    actor: nameOf(actor),
    action,
    subject: `lesson:${after.name}`,
    before: before && recordOf(before),
    after: recordOf(after),
    network,
  });
  if (isSchedule(before, after)) await replanCourse(tx);
}

/** Whoever gives lessons their places does it alone. */
export async function lockOrder(tx: Db): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${ORDER_LOCK})`);
}

const ORDER_LOCK = 7_314_163;
