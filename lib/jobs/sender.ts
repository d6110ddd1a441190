/** Speaks to the job queue through our own pool, or through the transaction it stands in; holds no connection of its own. */
import { AsyncLocalStorage } from "node:async_hooks";
import { sql } from "drizzle-orm";
import { fromDrizzle, PgBoss } from "pg-boss";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";

const STATEMENT_DEADLINE_MS = 5_000;

const standsIn = new AsyncLocalStorage<Db>();

/**
 * Each statement stands alone and may come twice: a fetch whose answer was lost leaves jobs that their lapsed
 * heartbeat brings back.
 */
const ourPool = {
  executeSql(text: string, values?: unknown[]) {
    const on = (db: Db) => fromDrizzle(db, sql).executeSql(text, values);
    const tx = standsIn.getStore();
    return tx ? on(tx) : read(on, STATEMENT_DEADLINE_MS);
  },
};

let sender: PgBoss | undefined;

/**
 * Never started: nothing to connect, no timers, and so nothing that could fail or wait in a request. It asks once per
 * process and queue how that queue is set up, on the connection that the caller holds.
 */
export function getSender(): PgBoss {
  sender ??= new PgBoss({
    db: ourPool,
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
    monitorIntervalSeconds: 10,
    reindex: false,
    monitorVacuum: false,
  });
  return sender;
}

export const withinTransaction = <T>(tx: Db, work: (boss: PgBoss) => Promise<T>): Promise<T> =>
  standsIn.run(tx, () => work(getSender()));
