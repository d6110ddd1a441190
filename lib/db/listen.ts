/** LISTEN on a direct connection that heals itself; the caller is told after every (re)connect, since it may have missed news. */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { getConfig } from "@/lib/config";
import { log } from "@/lib/log";

/** A connection that died without a word is found out within twice that. */
const HEARTBEAT_MS = 2_000;
/** One that lived that long was sound: the next is tried at once. */
const SOUND_MS = 10_000;
const LONGEST_WAIT_MS = 5_000;
/** A process that just starts is deaf for some seconds. What is missed meanwhile is found by asking (lib/book/changes). */
const CONNECTS_WITHIN_MS = 5_000;

type Listener = { channel: string; onNews(payload: string): void; onConnect(): void };

/** Returns a function that stops listening. */
export function listen(listener: Listener): () => Promise<void> {
  const stopped = new AbortController();
  const loop = listenUntilStopped(listener, stopped.signal);
  return async () => {
    stopped.abort();
    await loop;
  };
}

async function listenUntilStopped(listener: Listener, signal: AbortSignal) {
  for (let tried = 1; !signal.aborted; tried += 1) {
    const connectedAt = Date.now();
    await listenOnce(listener, signal).catch((error) =>
      log().warn({ err: error }, "the LISTEN connection broke"),
    );
    if (Date.now() - connectedAt > SOUND_MS) tried = 0;
    const wait = Math.random() * Math.min(LONGEST_WAIT_MS, 50 * 2 ** tried);
    if (!signal.aborted) await sleep(wait, undefined, { signal }).catch(() => undefined);
  }
}

async function listenOnce(listener: Listener, signal: AbortSignal) {
  const client = new pg.Client({
    connectionString: getConfig().directDatabaseUrl,
    connectionTimeoutMillis: CONNECTS_WITHIN_MS,
    query_timeout: HEARTBEAT_MS,
    keepAlive: true,
  });
  const broken = Promise.withResolvers<void>();
  // It may break before anyone waits for that; connecting or listening then rejects by itself.
  broken.promise.catch(() => undefined);
  client.on("error", broken.reject);
  client.on("end", () => broken.resolve());
  client.on("notification", (message) => listener.onNews(message.payload ?? ""));
  const stop = () => broken.resolve();
  signal.addEventListener("abort", stop);
  try {
    await client.connect();
    await client.query(`LISTEN ${pg.escapeIdentifier(listener.channel)}`);
    listener.onConnect();
    await Promise.race([broken.promise, keepAlive(client, signal)]);
  } finally {
    signal.removeEventListener("abort", stop);
    await client.end().catch(() => undefined);
  }
}

/** A half-open connection looks alive until something is sent. */
async function keepAlive(client: pg.Client, signal: AbortSignal) {
  while (!signal.aborted) {
    await sleep(HEARTBEAT_MS, undefined, { signal, ref: false }).catch(() => undefined);
    if (!signal.aborted) await client.query("SELECT 1");
  }
}
