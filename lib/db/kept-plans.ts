/** Lets PostgreSQL plan a statement once for each connection: planning the site's busiest ones takes three times as long as running them. */
import { createHash } from "node:crypto";
import { drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { schema } from "@/drizzle/schema/all";
import type { Db } from "@/lib/db/pool";
import { log } from "@/lib/log";

type Plans = {
  clients: WeakMap<Db, pg.PoolClient>;
  keepers: WeakMap<Db, Db>;
  isForgetful: boolean;
};

/** On globalThis because Next evaluates modules more than once, and whichever copy opened the pool serves all. */
const holder = globalThis as typeof globalThis & { serverlessHandbookPlans?: Plans };

function plans(): Plans {
  holder.serverlessHandbookPlans ??= {
    clients: new WeakMap(),
    keepers: new WeakMap(),
    isForgetful: false,
  };
  return holder.serverlessHandbookPlans;
}

/** For the pool, where a connection stays the same one as long as it lives. */
export const allowKeptPlans = (db: Db, client: pg.PoolClient) => plans().clients.set(db, client);

/**
 * The same connection, for statements that always read the same and find a few rows by a key. A kept plan does not know
 * the values, so a list with filters is better planned each time.
 */
export function keepPlans(db: Db): Db {
  const { clients, keepers, isForgetful } = plans();
  const client = clients.get(db);
  if (!client || isForgetful) return db;
  const keeper = keepers.get(db) ?? drizzle(naming(client), { schema });
  keepers.set(db, keeper);
  return keeper;
}

type Statement = { text: string };

/** Told as a lost race (code 40001): `transaction` and `read` do the work again, and then it has no name. */
class ForgottenPlan extends Error {
  readonly code = "40001";
}

/** Known no more or taken behind a pooler; or a migration changed what it answers. */
const FORGOTTEN_CODES = new Set(["26000", "42P05", "0A000"]);

/** The name says the text: wherever a pooler leads it, no name stands for another statement. */
const names = new Map<string, string>();

function nameOf(text: string): string {
  const name =
    names.get(text) ?? `kept-${createHash("sha256").update(text).digest("hex").slice(0, 40)}`;
  names.set(text, name);
  return name;
}

/** A statement with a name is kept by its connection until that ends. */
function naming(client: pg.PoolClient): pg.PoolClient {
  const query = ({ text, ...statement }: Statement, values: unknown[]) =>
    client.query({ ...statement, text, name: nameOf(text) }, values).catch(noteForgotten);
  return Object.assign(Object.create(client), { query });
}

function noteForgotten(error: unknown): never {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (!FORGOTTEN_CODES.has(code)) throw error;
  log().warn({ err: error }, "plans are not kept any more");
  plans().isForgetful = true;
  throw new ForgottenPlan("A kept plan is not known any more.", { cause: error });
}
