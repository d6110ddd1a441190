/** Lets PostgreSQL plan a statement once for each connection: planning the site's busiest ones takes three times as long as running them. */
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { schema } from "@/drizzle/schema/all";
import { FORGOTTEN_CODES } from "@/lib/db/connection-error";
import type { Db } from "@/lib/db/pool";
import { log } from "@/lib/log";

const clients = new WeakMap<Db, pg.PoolClient>();
const keepers = new WeakMap<Db, Db>();
/** An address may lead through a pooler without saying so; then this process plans each time, as it would without this file. */
let isForgetful = false;

/** For the pool, where a connection stays the same one as long as it lives. */
export const allowKeptPlans = (db: Db, client: pg.PoolClient) => clients.set(db, client);

/**
 * The same connection, for statements that always read the same and find a few rows by a key. A kept plan does not know
 * the values, so a list with filters is better planned each time.
 */
export function keepPlans(db: Db): Db {
  const client = clients.get(db);
  if (!client || isForgetful) return db;
  const keeper = keepers.get(db) ?? drizzle(naming(client), { schema });
  keepers.set(db, keeper);
  return keeper;
}

type Statement = { text: string };

/** A statement with a name is kept by its connection until that ends. */
function naming(client: pg.PoolClient): pg.PoolClient {
  const names = new Map<string, string>();
  const query = ({ text, ...statement }: Statement, values: unknown[]) => {
    const name = names.get(text) ?? `kept-${names.size + 1}`;
    names.set(text, name);
    return client.query({ ...statement, text, name }, values).catch(noteForgotten);
  };
  return Object.assign(Object.create(client), { query });
}

function noteForgotten(error: unknown): never {
  if (isForgottenPlan(error)) {
    log().warn({ err: error }, "plans are not kept any more");
    isForgetful = true;
  }
  throw error;
}

const isForgottenPlan = (error: unknown): boolean =>
  error instanceof Error && "code" in error && FORGOTTEN_CODES.has(String(error.code));
