/** Counts what one key did within a span of time, in PostgreSQL, so that every instance counts together. */
import { lt, sql } from "drizzle-orm";
import { RateLimiterDrizzle, RateLimiterRes } from "rate-limiter-flexible";
import { rateLimits } from "@/drizzle/schema/db";
import { transaction } from "@/lib/db/transaction";

type Use = { key: string; points: number; perSeconds: number };

export type RateLimit = { isAllowed: boolean; retryAfterSeconds: number };

/** How much of the span is left, for whoever wants to pace themselves. */
export type Allowance = RateLimit & { remaining: number; resetSeconds: number };

/** Uses one of the key's points. A use repeated after a lost answer may count twice. */
export async function consume(use: Use): Promise<RateLimit> {
  const { isAllowed, retryAfterSeconds } = await consumeAllowance(use);
  return { isAllowed, retryAfterSeconds };
}

export async function consumeAllowance({ key, points, perSeconds }: Use): Promise<Allowance> {
  const limiter = new DatabaseLimiter({
    storeClient: "reached through transaction()",
    schema: rateLimits,
    points,
    duration: perSeconds,
    keyPrefix: "",
    clearExpiredByTimeout: false,
  });
  const used = await limiter.consume(key).catch((refused: unknown) => {
    if (refused instanceof RateLimiterRes) return refused;
    throw refused;
  });
  const isAllowed = used.consumedPoints <= points;
  const resetSeconds = Math.ceil(used.msBeforeNext / 1000);
  return {
    isAllowed,
    retryAfterSeconds: isAllowed ? 0 : resetSeconds,
    remaining: Math.max(0, points - used.consumedPoints),
    resetSeconds,
  };
}

export async function deleteExpiredLimits(): Promise<void> {
  await transaction((tx) => tx.delete(rateLimits).where(lt(rateLimits.expire, sql`now()`)));
}

/**
 * The library's own statement imports drizzle by a name made at run time, which no bundler can follow, and goes by
 * this machine's clock; this one goes by the database's.
 */
class DatabaseLimiter extends RateLimiterDrizzle {
  async _upsert(key: string, points: number, msDuration: number) {
    const ends = sql`now() + ${msDuration} * interval '1 millisecond'`;
    const isOver = sql`${rateLimits.expire} <= now()`;
    const [row] = await transaction((tx) =>
      tx
        .insert(rateLimits)
        .values({ key, points, expire: ends })
        .onConflictDoUpdate({
          target: rateLimits.key,
          set: {
            points: sql`case when ${isOver} then ${points}::int else ${rateLimits.points} + ${points}::int end`,
            expire: sql`case when ${isOver} then ${ends} else ${rateLimits.expire} end`,
          },
        })
        .returning(),
    );
    return row;
  }
}
