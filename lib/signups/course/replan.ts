/** After the lessons changed, everyone still in the course is looked at anew; whoever finished stays finished. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueJob } from "@/lib/jobs/enqueue-job";

const AT_ONCE = 5_000;
/** Nobody waits for it, and a busy database may take its time. */
const DEADLINE_MS = 20_000;
const FIRST = "00000000-0000-0000-0000-000000000000";

/** One statement, in the transaction that changes the lessons; a job does the rest, for a million readers too. */
export async function replanCourse(tx: Db): Promise<void> {
  await enqueueJob(tx, { queue: "course", input: { isReplan: true } });
}

/** From its beginning again when it is cut off; the scheduler finds each reader's true day. */
export async function replanEveryone(): Promise<void> {
  for (let after: string | undefined = FIRST; after; ) after = await replanSome(after);
}

/** Answers the last reader it reached, or undefined at the end. */
function replanSome(after: string): Promise<string | undefined> {
  return transaction(async (tx) => {
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
  }, DEADLINE_MS);
}
