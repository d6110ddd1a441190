/** Database work with a deadline: a lost connection is answered by doing it again on a fresh one. */

import { setTimeout as sleep } from "node:timers/promises";
import { CircuitState, ConsecutiveBreaker, circuitBreaker, handleWhen } from "cockatiel";
import { isConnectionError, isRepeatable } from "@/lib/db/connection-error";
import { type Connection, type Db, getPool } from "@/lib/db/pool";
import { countSignal } from "@/lib/signals";
import { Unavailable } from "@/lib/unavailable";

const READ_DEADLINE_MS = 2_500;
const WRITE_DEADLINE_MS = 5_000;
/** One more than usual: see docs/decisions/six-tries.md. */
const TRIES = 6;
const FIRST_WAIT_MS = 20;

const breaker = circuitBreaker(handleWhen(isConnectionError), {
  halfOpenAfter: 500,
  breaker: new ConsecutiveBreaker(25),
});

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
    await connection.run("BEGIN");
    const value = await work(connection.db).catch(async (error) => {
      if (!isConnectionError(error)) await connection.run("ROLLBACK");
      throw error;
    });
    await connection.run("COMMIT");
    return value;
  });
}

/** Queries that change nothing, on one connection. */
export function read<T>(work: (db: Db) => Promise<T>, deadlineMs = READ_DEADLINE_MS): Promise<T> {
  return repeat(deadlineMs, (connection) => work(connection.db));
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
): Promise<T> {
  const connection = await getPool().connect();
  let isReleased = false;
  const release = (broken: boolean) => {
    if (!isReleased) connection.release(broken);
    isReleased = true;
  };
  const timer = setTimeout(() => release(true), Math.max(0, endsAt - performance.now()));
  try {
    const value = await work(connection);
    release(false);
    countSignal("database", "ok");
    return value;
  } catch (error) {
    release(isConnectionError(error));
    if (!isConnectionError(error)) countSignal("database", "ok");
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
