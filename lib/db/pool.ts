/** One pool per process: `pg`, or `@vercel/postgres` for a pooled Vercel or Neon address. */
import { createPool } from "@vercel/postgres";
import type { NodePgQueryResultHKT } from "drizzle-orm/node-postgres";
import { drizzle } from "drizzle-orm/node-postgres";
import type { PgDatabase } from "drizzle-orm/pg-core";
import { drizzle as drizzleVercel } from "drizzle-orm/vercel-postgres";
import pg from "pg";
import { schema } from "@/drizzle/schema/all";
import { getConfig } from "@/lib/config";
import { allowKeptPlans } from "@/lib/db/kept-plans";
import { takeLiving } from "@/lib/db/living-connection";
import { log } from "@/lib/log";

export type Db = PgDatabase<NodePgQueryResultHKT, typeof schema>;

/** A connection of its own, as a transaction needs. */
export type Connection = {
  db: Db;
  run(statement: string): Promise<unknown>;
  /** It has not answered for long: the others that have not answered since are thrown away rather than used. */
  doubt(): void;
  release(as: Condition): void;
};

/** Only a well one is used again. A silent one did not answer in time, which is a doubt about the others. */
export type Condition = "well" | "broken" | "silent";

type Pool = { connect(): Promise<Connection>; db: Db; end(): Promise<void> };

const CONNECT_TIMEOUT_MS = 2_000;
const MOST_CONNECTIONS = 10;
const MOST_SPARE = 4;
const holder = globalThis as typeof globalThis & {
  serverlessHandbookPool?: Pool;
  serverlessHandbookSparePool?: Pool;
};

/** Kept on globalThis because Next evaluates modules more than once. Connects at the first query. */
export function getPool(): Pool {
  holder.serverlessHandbookPool ??= openPool(MOST_CONNECTIONS);
  return holder.serverlessHandbookPool;
}

/** For what waits on a silent connection: all of the pool's may be silent at once. Has no connection in good times. */
export function getSparePool(): Pool {
  holder.serverlessHandbookSparePool ??= openPool(MOST_SPARE);
  return holder.serverlessHandbookSparePool;
}

/** A plain handle, without deadline or repetition: for tests. The site itself uses `read` and `transaction`. */
export const getDb = (): Db => getPool().db;

export async function closePool() {
  const pools = [holder.serverlessHandbookPool, holder.serverlessHandbookSparePool];
  holder.serverlessHandbookPool = undefined;
  holder.serverlessHandbookSparePool = undefined;
  await Promise.all(pools.map((pool) => pool?.end()));
}

function openPool(max: number): Pool {
  const address = getConfig().databaseUrl;
  if (!address)
    throw new Error(
      "No database is configured: set POSTGRES_URL, or use npm start, which brings its own.",
    );
  return isPooledVercelAddress(address) ? openVercelPool(address, max) : openPgPool(address, max);
}

export function isPooledVercelAddress(address: string): boolean {
  return new URL(address).hostname.includes("-pooler.");
}

function openPgPool(connectionString: string, max: number): Pool {
  const pool = new pg.Pool({
    connectionString,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    keepAlive: true,
  });
  tellOfBreaks(pool);
  const source = { connect: () => pool.connect() };
  return {
    db: drizzle(pool, { schema }),
    end: () => pool.end(),
    async connect() {
      const { client, ...taken } = await takeLiving(source);
      return { db: handleOf(client), run: (statement) => client.query(statement), ...taken };
    },
  };
}

/** Making one reads the whole schema, so each connection keeps its own. */
const handles = new WeakMap<pg.PoolClient, Db>();

function handleOf(client: pg.PoolClient): Db {
  const known = handles.get(client);
  if (known) return known;
  const handle = drizzle(client, { schema });
  handles.set(client, handle);
  allowKeptPlans(handle, client);
  return handle;
}

/** `@vercel/postgres` speaks the same protocol over WebSocket; its drizzle handle has the same shape, hence the casts. */
function openVercelPool(connectionString: string, max: number): Pool {
  const pool = createPool({
    connectionString,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  tellOfBreaks(pool);
  const source = { connect: () => pool.connect() };
  return {
    db: drizzleVercel(pool, { schema }) as unknown as Db,
    end: () => pool.end(),
    async connect() {
      const { client, ...taken } = await takeLiving(source);
      const db = drizzleVercel(client, { schema }) as unknown as Db;
      return { db, run: (statement) => client.query(statement), ...taken };
    },
  };
}

type Breakable = { on(event: "error", listener: (error: Error) => void): unknown };
type BreakablePool = Breakable & {
  on(event: "connect", listener: (client: Breakable) => void): unknown;
};

/** Without a listener, a connection cut while in use would end the whole process; its query rejects anyway. */
function tellOfBreaks(pool: BreakablePool) {
  pool.on("error", (error) => log().warn({ err: error }, "an idle database connection broke"));
  pool.on("connect", (client) => client.on("error", () => undefined));
}
