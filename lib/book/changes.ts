/** Tells every instance what was published, in the publishing transaction, and calls those who want to know. */
import { setTimeout as sleep } from "node:timers/promises";
import { eq, sql } from "drizzle-orm";
import { books } from "@/drizzle/schema/book";
import { getConfig } from "@/lib/config";
import { listen } from "@/lib/db/listen";
import { type Db, isPooledVercelAddress } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { log } from "@/lib/log";

const CHANNEL = "book";
/** With the time to ask and to render, a change is still seen within a second. */
const ASK_MS = 700;
/** PostgreSQL takes less than 8,000 bytes. */
const LONGEST_PAYLOAD = 7_000;

export type Changed = string[] | "all";

/** The news carry the book's new version, so that a listener can tell what it knows already. */
export async function announceChange(tx: Db, slugs: Changed): Promise<void> {
  const [book] = await tx
    .update(books)
    .set({ version: sql`${books.version} + 1`, updatedAt: sql`now()` })
    .returning({ version: books.version });
  const names = slugs === "all" ? "all" : slugs.join(",");
  const what = names.length > LONGEST_PAYLOAD ? "all" : names;
  await tx.execute(sql`select pg_notify(${CHANNEL}, ${`${book?.version ?? ""} ${what}`})`);
}

/**
 * Also calls with "all" at first, and whenever it finds that it missed news. Returns a function that stops it.
 * Listening is fast, but a connection that died without a word hears nothing; so it asks for the version too.
 */
export function onBookChange(call: (slugs: Changed) => void): () => Promise<void> {
  const stopped = new AbortController();
  const watch = watchVersions(call);
  const asking = askUntilStopped(watch.ask, stopped.signal);
  const { directDatabaseUrl } = getConfig();
  const canListen = !(directDatabaseUrl && isPooledVercelAddress(directDatabaseUrl));
  const stopListening = canListen
    ? listen({ channel: CHANNEL, onNews: watch.hear, onConnect: () => void watch.ask() })
    : async () => undefined;
  return async () => {
    stopped.abort();
    await Promise.all([asking, stopListening()]);
  };
}

function watchVersions(call: (slugs: Changed) => void) {
  let seen: number | undefined;
  let fails = false;
  return {
    hear(payload: string) {
      const [version = "", what = "all"] = payload.split(" ");
      if (version !== "" && Number(version) === seen) return;
      if (version !== "") seen = Number(version);
      call(what === "all" ? "all" : what.split(","));
    },
    /** An answer that was overtaken by news says nothing; the next one will. */
    async ask() {
      const before = seen;
      const version = await findVersion().catch((error: unknown) => {
        if (!fails) log().warn({ err: error }, "could not ask whether the book changed");
      });
      fails = version === undefined;
      if (version === undefined || seen !== before || version === seen) return;
      seen = version;
      call("all");
    },
  };
}

async function askUntilStopped(ask: () => Promise<void>, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await ask();
    await sleep(ASK_MS, undefined, { signal, ref: false }).catch(() => undefined);
  }
}

async function findVersion(): Promise<number> {
  const [row] = await read((db) =>
    db.select({ version: books.version }).from(books).where(eq(books.id, 1)),
  );
  return row?.version ?? 0;
}
