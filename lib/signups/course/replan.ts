/** After the lessons changed, everyone still in the course is looked at anew; whoever finished stays finished. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";

const AT_ONCE = 5_000;
const LONGEST_MS = 45_000;
/** Nobody waits for it, and a busy database may take its time. */
const DEADLINE_MS = 20_000;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** One statement, in the transaction that changes the lessons; a job does the rest, for a million readers too. */
export async function replanCourse(tx: Db): Promise<void> {
  await enqueueJob(tx, { queue: "course", input: { isReplan: true } });
}

type Replan = { after?: string; longestMs?: number };

/** Readers in the order of their ids; what does not fit into one job's lease goes on in another. */
export async function replanEveryone({
  after = FIRST,
  longestMs = LONGEST_MS,
}: Replan = {}): Promise<void> {
  const endsAt = performance.now() + longestMs;
  for (let reached: string | undefined = after; reached; )
    reached = await replanSome(reached, endsAt);
}

/** Answers the last reader it reached; undefined at the end, or when another job goes on from there. */
function replanSome(after: string, endsAt: number): Promise<string | undefined> {
  return transaction(async (tx) => {
    const last = await makeDue(tx, after);
    if (!last || performance.now() < endsAt) return last;
    await enqueueJob(tx, { queue: "course", input: { isReplan: true, after: last } });
    return undefined;
  }, DEADLINE_MS);
}

/** The scheduler finds each reader's true day; this waits for whom it holds, so that no older plan outlives the change. */
async function makeDue(tx: Db, after: string): Promise<string | undefined> {
  const { rows } = await tx.execute<{ last: string | null }>(sql`
    with reached as (
      select reader_id from enrolments where reader_id > ${after}::uuid and state = 'active'
      order by reader_id limit ${AT_ONCE}
    ), planned as (
      update enrolments set next_due_at = now()
      where reader_id in (select reader_id from reached) and state = 'active'
    )
    select max(reader_id::text) as last from reached`);
  return rows[0]?.last ?? undefined;
}
