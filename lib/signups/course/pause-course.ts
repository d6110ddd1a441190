/** The course rests and goes on where it was: what was left moves by the days of the pause. */
import { eq, sql } from "drizzle-orm";
import { enrolments } from "@/drizzle/schema/signups";
import { getBookSettings } from "@/lib/book/settings";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { holdStanding } from "@/lib/signups/course/hold-standing";
import { dayOf, daysBetween } from "@/lib/signups/course/mornings";
import { auditNameOf, mayActFor, type ReaderQuestion } from "@/lib/signups/course/own-or-people";
import type { Standing } from "@/lib/signups/course/standing";

type Outcome = Promise<Result<undefined, "forbidden" | "not_in_course">>;

/** Pausing twice keeps the first day. */
export async function pauseCourse(question: ReaderQuestion): Outcome {
  if (!mayActFor(question)) return err("forbidden");
  return change(question, async (tx, { readerId, state, now, zone }) => {
    if (state !== "active") return;
    const pausedOn = dayOf(now, zone);
    await setEnrolment(tx, readerId, { state: "paused", pausedOn, nextDueAt: null });
    await note(tx, question, "course.paused");
  });
}

export async function resumeCourse(question: ReaderQuestion): Outcome {
  if (!mayActFor(question)) return err("forbidden");
  return change(question, async (tx, { readerId, state, pausedOn, shiftDays, now, zone }) => {
    if (state !== "paused") return;
    const today = dayOf(now, zone);
    const rested = Math.max(0, daysBetween(pausedOn ?? today, today));
    await setEnrolment(tx, readerId, {
      state: "active",
      pausedOn: null,
      shiftDays: shiftDays + rested,
      nextDueAt: sql`now()`,
    });
    await note(tx, question, "course.resumed");
  });
}

type Work = (tx: Db, standing: Standing) => Promise<void>;

async function change({ readerId }: ReaderQuestion, work: Work): Outcome {
  const { timezone: authorsZone } = await getBookSettings();
  return transaction(async (tx) => {
    const standing = await holdStanding(tx, { readerId, authorsZone });
    if (standing?.state !== "active" && standing?.state !== "paused") return err("not_in_course");
    await work(tx, standing);
    return ok(undefined);
  });
}

type Change = Parameters<ReturnType<typeof updateOf>["set"]>[0];

async function setEnrolment(tx: Db, readerId: string, values: Change) {
  await updateOf(tx).set(values).where(eq(enrolments.readerId, readerId));
}

const updateOf = (tx: Db) => tx.update(enrolments);

const note = (tx: Db, question: ReaderQuestion, action: string) =>
  recordAudit(tx, { actor: auditNameOf(question), action, subject: question.readerId });
