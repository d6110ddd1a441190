/** Leaves out the lesson that would come next; the one after it comes on its own day. */
import { eq, sql } from "drizzle-orm";
import { enrolments, lessonDeliveries } from "@/drizzle/schema/signups";
import { getBookSettings } from "@/lib/book/settings";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { holdStanding } from "@/lib/signups/course/hold-standing";
import { lessonsFor, listLiveLessons } from "@/lib/signups/course/live-lessons";
import { auditNameOf, mayActFor, type ReaderQuestion } from "@/lib/signups/course/own-or-people";
import { findStandings, type Standing } from "@/lib/signups/course/standing";

type Skip = ReaderQuestion & {
  /** The lesson that the page showed as the next one, so that a second press leaves out no second lesson. */
  lessonId?: string;
};

type Problem = "forbidden" | "not_in_course" | "nothing_to_skip";

export async function skipLesson(skip: Skip): Promise<Result<undefined, Problem>> {
  if (!mayActFor(skip)) return err("forbidden");
  const { readerId } = skip;
  const { timezone: authorsZone } = await getBookSettings();
  const lessonId = skip.lessonId ?? (await findNextId({ readerId, authorsZone }));
  return transaction(async (tx) => {
    const standing = await holdStanding(tx, { readerId, authorsZone });
    if (standing?.state !== "active" && standing?.state !== "paused") return err("not_in_course");
    if (lessonId && standing.had.has(lessonId)) return ok(undefined);
    if (!lessonId || (await nextLesson(tx, standing))?.id !== lessonId)
      return err("nothing_to_skip");
    await recordSkip(tx, { readerId, lessonId });
    await recordAudit(tx, {
      actor: auditNameOf(skip),
      action: "course.skipped",
      subject: readerId,
      after: { lessonId },
    });
    return ok(undefined);
  });
}

/** Looked up before the transaction, which may be done again. */
function findNextId({ readerId, authorsZone }: { readerId: string; authorsZone: string }) {
  return read(async (db) => {
    const [standing] = await findStandings(db, { readerIds: [readerId], authorsZone });
    return standing && (await nextLesson(db, standing))?.id;
  });
}

async function nextLesson(db: Db, standing: Standing) {
  const lessons = lessonsFor(standing, await listLiveLessons(db));
  return lessons.find(({ id }) => !standing.had.has(id));
}

async function recordSkip(tx: Db, { readerId, lessonId }: { readerId: string; lessonId: string }) {
  await tx.insert(lessonDeliveries).values({ readerId, lessonId, kind: "skipped" });
  await tx
    .update(enrolments)
    .set({
      lessonsHad: sql`${enrolments.lessonsHad} + 1`,
      nextDueAt: sql`case when ${enrolments.state} = 'active' then now() end`,
    })
    .where(eq(enrolments.readerId, readerId));
}
