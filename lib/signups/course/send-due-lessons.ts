/** Writes the letters of all lessons that are due, each exactly once, however often it is killed, repeated or run beside itself. */
import { sql } from "drizzle-orm";
import { type BookSettings, getBookSettings } from "@/lib/book/settings";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { type LiveLesson, lessonsFor, listLiveLessons } from "@/lib/signups/course/live-lessons";
import { type Plan, planLesson } from "@/lib/signups/course/plan-lesson";
import { recordSteps, type Step } from "@/lib/signups/course/record-steps";
import { findStandings, type Standing } from "@/lib/signups/course/standing";
import { writeLessonLetters } from "@/lib/signups/course/write-lesson-letters";

const AT_ONCE = 200;
/** The next minute's run goes on; no job of the queue may live longer than its lease. */
const LONGEST_MS = 45_000;
/** Of one batch: nobody waits for it, and a busy database may take its time. */
const DEADLINE_MS = 20_000;

/** Answers how many letters it wrote. */
export async function sendDueLessons(): Promise<number> {
  const book = await getBookSettings();
  const endsAt = performance.now() + LONGEST_MS;
  let written = 0;
  for (let looked = AT_ONCE; looked === AT_ONCE && performance.now() < endsAt; ) {
    const batch = await transaction((tx) => sendBatch(tx, book), DEADLINE_MS);
    looked = batch.looked;
    written += batch.written;
  }
  return written;
}

/** Whom it holds no other run looks at; each of them gets a later time to be looked at, or none. */
async function sendBatch(tx: Db, book: BookSettings) {
  const { rows } = await tx.execute<{ reader_id: string }>(sql`
    select reader_id from enrolments where state = 'active' and next_due_at <= now()
    order by next_due_at limit ${AT_ONCE} for update skip locked`);
  const readerIds = rows.map((row) => row.reader_id);
  if (readerIds.length === 0) return { looked: 0, written: 0 };
  const lessons = await listLiveLessons(tx);
  const standings = await findStandings(tx, { readerIds, authorsZone: book.timezone });
  const steps = standings.map((standing) => decideStep(standing, lessons));
  const recorded = await recordSteps(tx, steps);
  await writeLessonLetters(tx, { book, steps: recorded });
  return { looked: readerIds.length, written: recorded.length };
}

function decideStep(standing: Standing, all: readonly LiveLesson[]): Step {
  const { readerId, email, hasBook, now } = standing;
  const nothing = { readerId, email, hasBook, sends: null, leftReason: null };
  if (standing.hasBoughtSince)
    return { ...nothing, state: "left", leftReason: "bought", nextDueAt: null };
  const lessons = lessonsFor(standing, all);
  const plan = planLesson({ lessons, progress: standing, now });
  if (plan.kind !== "due") return { ...nothing, ...outcomeOf(plan) };
  const had = new Set([...standing.had, plan.lesson.id]);
  const rest = planLesson({ lessons, progress: { ...standing, had, lastSentAt: now }, now });
  const sends = {
    lesson: plan.lesson,
    number: lessons.indexOf(plan.lesson) + 1,
    count: lessons.length,
  };
  return { ...nothing, ...outcomeOf(rest), sends };
}

function outcomeOf(plan: Plan<LiveLesson>): Pick<Step, "state" | "nextDueAt"> {
  if (plan.kind === "finished") return { state: "finished", nextDueAt: null };
  return { state: "active", nextDueAt: plan.kind === "wait" ? plan.until : null };
}
