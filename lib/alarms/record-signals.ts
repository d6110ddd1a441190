/** Writes down what this instance counted, in totals, so that writing it twice changes nothing. */
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { failedAnswers as failedAnswerRows } from "@/drizzle/schema/alarms";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import {
  type FailedAnswer,
  failedAnswers,
  forgetFailedAnswers,
  SLICE_MS,
  type Slice,
  slicesSince,
} from "@/lib/signals";

/** On globalThis because Next evaluates modules more than once. */
const holder = globalThis as typeof globalThis & {
  serverlessHandbookInstance?: { id: string; writtenAt: number };
};

function instance() {
  holder.serverlessHandbookInstance ??= { id: randomUUID(), writtenAt: 0 };
  return holder.serverlessHandbookInstance;
}

/** What changed since it was last written; after an outage that is all of the outage. */
export const unwrittenSlices = (): Slice[] => slicesSince(instance().writtenAt - 2 * SLICE_MS);

/** After the commit: a slice that was still growing then is written again. By the database's clock, as slices are. */
export function noteWritten(at: number) {
  instance().writtenAt = at;
}

type Writing = { slices: Slice[]; lock: "try" | "wait" };

/** Any number that nothing else in this database locks on. */
const ALARM_LOCK = 7_314_160;

/**
 * One statement, and with it the lock under which incidents change, held until the transaction ends: whoever only comes
 * to look leaves it to the one who has it.
 */
export async function writeSlices(
  tx: Db,
  { slices, lock }: Writing,
): Promise<{ hasLock: boolean; now: number }> {
  const take = lock === "try" ? sql`pg_try_advisory_xact_lock` : sql`pg_advisory_xact_lock`;
  const { rows } = await tx.execute<{ taken: unknown; now: number }>(sql`
    with written as (
      insert into signal_counts (signal, at, instance, ok, failed)
      select signal, to_timestamp(at / 1000.0), ${instance().id}::uuid, ok, failed
      from jsonb_to_recordset(${JSON.stringify(slices)}::jsonb)
        as given(signal text, at float8, ok int, failed int)
      on conflict (signal, at, instance) do update set ok = excluded.ok, failed = excluded.failed
    )
    select ${take}(${ALARM_LOCK}) as taken, extract(epoch from clock_timestamp())::float8 * 1000 as now`);
  return { hasLock: rows[0]?.taken !== false, now: rows[0]?.now ?? Date.now() };
}

export async function askClock(): Promise<number> {
  const { rows } = await read((db) =>
    db.execute<{ now: number }>(
      sql`select extract(epoch from clock_timestamp())::float8 * 1000 as now`,
    ),
  );
  return rows[0]?.now ?? Date.now();
}

/** Those not written down yet; forgotten by the caller once the transaction is through. */
export async function writeFailedAnswers(tx: Db): Promise<string[]> {
  const answers = failedAnswers();
  if (answers.length === 0) return [];
  await tx.insert(failedAnswerRows).values(answers.map(toRow)).onConflictDoNothing();
  return answers.map(({ requestId }) => requestId);
}

/** Where no watch runs in this process, it must not wait for one. Never throws: the log has it too. */
export async function recordFailedAnswers(): Promise<void> {
  try {
    forgetFailedAnswers(await transaction(writeFailedAnswers));
  } catch (error) {
    log().warn({ err: error }, "a failed answer could not be written down yet");
  }
}

/** What no column takes (a path can hold anything) would otherwise stop every later tick. */
const toRow = ({ at, ...answer }: FailedAnswer) => ({
  at: new Date(at),
  requestId: answer.requestId,
  status: answer.status,
  method: storable(answer.method),
  route: storable(answer.route),
  cause: storable(answer.cause),
  message: storable(answer.message),
  digest: answer.digest && storable(answer.digest),
});

const storable = (text: string) =>
  text.replaceAll("\0", "").toWellFormed().slice(0, 500).toWellFormed();
