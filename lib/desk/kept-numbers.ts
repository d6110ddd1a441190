/** Counts that take long at a million people: computed at most once a minute, by one at a time, and told with their time. */
import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { numbers } from "@/drizzle/schema/desk";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";

const FRESH_SECONDS = 60;
/** Counting a million takes under a second; a machine that is busy with other things gets this long. */
const DEADLINE_MS = 20_000;

type Counting<Value> = {
  name: string;
  /** What is kept may be of an earlier release: what does not fit is counted again. */
  schema: z.ZodType<Value>;
  count: (db: Db) => Promise<Value>;
};

export type Kept<Value> = { value: Value; countedAt: Date };

/** Whoever comes while somebody counts gets the last count; where there is none yet, waits for the first. */
export function keptNumbers<Value>(counting: Counting<Value>): Promise<Kept<Value>> {
  return transaction(async (tx) => {
    const kept = await findKept(tx, counting);
    if (kept?.isFresh) return kept;
    if (kept && !(await mayCount(tx, counting.name))) return kept;
    if (!kept) await waitToCount(tx, counting.name);
    const meanwhile = await findKept(tx, counting);
    return meanwhile?.isFresh ? meanwhile : countNow(tx, counting);
  }, DEADLINE_MS);
}

async function findKept<Value>(tx: Db, { name, schema }: Counting<Value>) {
  const [row] = await tx
    .select({
      value: numbers.value,
      countedAt: numbers.computedAt,
      isFresh: sql<boolean>`${numbers.computedAt} > clock_timestamp() - ${FRESH_SECONDS} * interval '1 second'`,
    })
    .from(numbers)
    .where(eq(numbers.name, name));
  const parsed = schema.safeParse(row?.value);
  return row && parsed.success ? { ...row, value: parsed.data } : undefined;
}

async function countNow<Value>(tx: Db, { name, count }: Counting<Value>): Promise<Kept<Value>> {
  const value = await count(tx);
  const now = { value, computedAt: sql`clock_timestamp()` };
  const [row] = await tx
    .insert(numbers)
    .values({ name, ...now })
    .onConflictDoUpdate({ target: numbers.name, set: now })
    .returning({ countedAt: numbers.computedAt });
  if (!row) throw new Error("A count was not kept.");
  return { value, countedAt: row.countedAt };
}

const lockOf = (name: string) => sql`hashtextextended(${`numbers:${name}`}, 0)`;

async function mayCount(tx: Db, name: string): Promise<boolean> {
  const { rows } = await tx.execute<{ is_ours: boolean }>(
    sql`select pg_try_advisory_xact_lock(${lockOf(name)}) as is_ours`,
  );
  return rows[0]?.is_ours ?? false;
}

const waitToCount = (tx: Db, name: string) =>
  tx.execute(sql`select pg_advisory_xact_lock(${lockOf(name)})`);
