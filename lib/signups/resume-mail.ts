/** Mail comes again because the person themself said so, signed in: nobody else lifts a suppression. */
import { and, eq, sql } from "drizzle-orm";
import { readers } from "@/drizzle/schema/readers";
import { enrolments, signups } from "@/drizzle/schema/signups";
import { getBookSettings } from "@/lib/book/settings";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { liftSuppression } from "@/lib/mail/suppression";
import { err, ok, type Result } from "@/lib/result";
import { holdStanding } from "@/lib/signups/course/hold-standing";
import { lessonsFor, listLiveLessons } from "@/lib/signups/course/live-lessons";
import { addDays, dayOf, daysBetween } from "@/lib/signups/course/mornings";
import { isThemself, type ReaderQuestion } from "@/lib/signups/course/own-or-people";
import type { Standing } from "@/lib/signups/course/standing";

/** Doing it again changes nothing. Whoever left by buying the book stays out of the course. */
export async function resumeMail(
  question: ReaderQuestion,
): Promise<Result<undefined, "forbidden">> {
  if (!isThemself(question)) return err("forbidden");
  const { readerId } = question;
  const { timezone: authorsZone } = await getBookSettings();
  return transaction(async (tx) => {
    const [reader] = await tx
      .select({ email: readers.email })
      .from(readers)
      .where(eq(readers.id, readerId));
    if (!reader) return err("forbidden");
    const standing = await holdStanding(tx, { readerId, authorsZone });
    await liftSuppression(tx, reader.email);
    await tx.update(signups).set({ unsubscribedAt: null }).where(eq(signups.readerId, readerId));
    if (standing?.state === "left" && standing.leftReason !== "bought")
      await comeBack(tx, standing);
    await recordAudit(tx, {
      actor: `reader:${readerId}`,
      action: "mail.resumed",
      subject: readerId,
      before: { leftReason: standing?.leftReason ?? null },
    });
    return ok(undefined);
  });
}

const STATE_BEFORE = sql`case when ${enrolments.source} = 'import' then 'none' else 'unconfirmed' end`;

/** Who never confirmed gets no lesson by coming back either. */
async function comeBack(tx: Db, standing: Standing) {
  const { readerId, isConfirmed, shiftDays } = standing;
  await tx
    .update(enrolments)
    .set({
      state: isConfirmed ? "active" : STATE_BEFORE,
      leftReason: null,
      nextDueAt: isConfirmed ? sql`now()` : null,
      shiftDays: shiftDays + (await countDaysAway(tx, standing)),
    })
    .where(and(eq(enrolments.readerId, readerId), eq(enrolments.state, "left")));
}

/** The next lesson comes tomorrow at the earliest, and the ones after it at their usual distance. */
async function countDaysAway(tx: Db, standing: Standing): Promise<number> {
  const lessons = lessonsFor(standing, await listLiveLessons(tx));
  const next = lessons.find(({ id }) => !standing.had.has(id));
  if (!next) return 0;
  const { now, zone, startedOn, shiftDays } = standing;
  const wouldBe = addDays(startedOn, next.day + shiftDays);
  return Math.max(0, daysBetween(wouldBe, addDays(dayOf(now, zone), 1)));
}
