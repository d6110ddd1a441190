/** Database work with a deadline: a lost connection is answered by doing it again on a fresh one. */

import { setTimeout as sleep } from "node:timers/promises";
import { CircuitState } from "cockatiel";
import { isConnectionError, isRepeatable } from "@/lib/db/connection-error";
import { makeDatabaseBreaker } from "@/lib/db/database-breaker";
import { type Connection, type Db, getPool, getSparePool } from "@/lib/db/pool";
import { withoutValues } from "@/lib/db/without-values";
import { countSignal } from "@/lib/signals";
import { Unavailable } from "@/lib/unavailable";

const READ_DEADLINE_MS = 2_500;
const WRITE_DEADLINE_MS = 5_000;
/** One more than usual: see docs/decisions/six-tries.md. */
const TRIES = 6;
const FIRST_WAIT_MS = 20;
/** A connection may be dead and not say so. After this share of its time a read is begun on another one as well. */
const PATIENCE = 0.4;
/** Only a machine without breath answers BEGIN slowly. */
const BEGINS_WITHIN_MS = 1_500;

const breaker = makeDatabaseBreaker();

/** So many calls failed in a row that most are not made any more. */
export const isDatabaseAway = (): boolean => breaker.state !== CircuitState.Closed;

/**
 * Several writes as one. The work may run up to six times, also after a commit whose answer was lost:
 * each of its writes needs a key or condition that makes repeating it harmless.
 */
export function transaction<T>(
  work: (tx: Db) => Promise<T>,
  deadlineMs = WRITE_DEADLINE_MS,
): Promise<T> {
  return repeat(deadlineMs, async (connection) => {
    await withinTime(connection, BEGINS_WITHIN_MS, () => connection.run("BEGIN"));
    const value = await work(connection.db).catch(async (error) => {
      if (!isConnectionError(error)) await connection.run("ROLLBACK");
      throw error;
    });
    await connection.run("COMMIT");
    return value;
  });
}

/** Queries that change nothing, on one connection. One that is long silent is overtaken by another, whichever answers first. */
export function read<T>(work: (db: Db) => Promise<T>, deadlineMs = READ_DEADLINE_MS): Promise<T> {
  const endsAt = performance.now() + deadlineMs;
  const again = () => onFreshConnection(endsAt, ({ db }) => work(db), getSparePool());
  return repeat(deadlineMs, (connection) =>
    orOvertake({ connection, first: work(connection.db), again, ms: deadlineMs * PATIENCE }),
  );
}

type Overtaking<T> = {
  connection: Connection;
  first: Promise<T>;
  again: () => Promise<T>;
  ms: number;
};

/** It may be dead, or only slow: so it is not given up, and no query is begun a third time for being slow. */
async function orOvertake<T>({ connection, first, again, ms }: Overtaking<T>): Promise<T> {
  let hasAnswered = false;
  const noted = first.finally(() => {
    hasAnswered = true;
  });
  if (await isBefore(noted, ms)) return noted;
  connection.doubt();
  const answer = await Promise.any([noted, again()]).catch(() => noted);
  if (!hasAnswered) connection.release("silent");
  return answer;
}

/** Whether it is over within so many milliseconds; what it came to is for whoever waits for it. */
async function isBefore(work: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: isLate, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, ms, false);
  const isOver = work.then(
    () => true,
    () => true,
  );
  return Promise.race([isOver, isLate]).finally(() => clearTimeout(timer));
}

async function repeat<T>(
  deadlineMs: number,
  work: (connection: Connection) => Promise<T>,
): Promise<T> {
  const endsAt = performance.now() + deadlineMs;
  for (let tried = 1; ; tried += 1) {
    try {
      return await breaker.execute(() => onFreshConnection(endsAt, work));
    } catch (error) {
      if (isConnectionError(error)) countSignal("database", "failed");
      const wait = Math.random() * FIRST_WAIT_MS * 2 ** tried;
      const isLast = tried === TRIES || performance.now() + wait >= endsAt;
      if (!isRepeatable(error)) throw error;
      if (isLast) throw new Unavailable("The database did not answer in time.", { cause: error });
      await sleep(wait);
    }
  }
}

async function onFreshConnection<T>(
  endsAt: number,
  work: (connection: Connection) => Promise<T>,
  pool = getPool(),
): Promise<T> {
  const connection = await pool.connect();
  try {
    const value = await withinTime(connection, endsAt - performance.now(), () => work(connection));
    connection.release("well");
    countSignal("database", "ok");
    return value;
  } catch (error) {
    connection.release(isConnectionError(error) ? "broken" : "well");
    if (!isConnectionError(error)) countSignal("database", "ok");
    throw withoutValues(error);
  }
}

/** A connection that does not answer in time is closed, which ends the work that waits for it. */
async function withinTime<T>(
  connection: Connection,
  ms: number,
  work: () => Promise<T>,
): Promise<T> {
  const timer = setTimeout(() => connection.release("silent"), Math.max(0, ms));
  try {
    return await work();
  } finally {
    clearTimeout(timer);
  }
}
