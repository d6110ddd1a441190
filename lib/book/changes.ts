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
const POLL_MS = 1_000;
/** PostgreSQL takes less than 8,000 bytes. */
const LONGEST_PAYLOAD = 7_000;

export type Changed = string[] | "all";

/** The counter is for servers that cannot listen. */
export async function announceChange(tx: Db, slugs: Changed): Promise<void> {
  const payload = slugs === "all" ? "all" : slugs.join(",");
  await tx.update(books).set({ version: sql`${books.version} + 1`, updatedAt: sql`now()` });
  await tx.execute(
    sql`select pg_notify(${CHANNEL}, ${payload.length > LONGEST_PAYLOAD ? "all" : payload})`,
  );
}

/** Also calls with "all" after every (re)connect, since news may have been missed. Returns a function that stops it. */
export function onBookChange(call: (slugs: Changed) => void): () => Promise<void> {
  const { directDatabaseUrl } = getConfig();
  if (directDatabaseUrl && isPooledVercelAddress(directDatabaseUrl)) return pollForChanges(call);
  return listen({
    channel: CHANNEL,
    onNews: (payload) => call(payload === "all" ? "all" : payload.split(",")),
    onConnect: () => call("all"),
  });
}

/** A pooled address loses LISTEN without an error. */
function pollForChanges(call: (slugs: Changed) => void): () => Promise<void> {
  const stopped = new AbortController();
  const loop = (async () => {
    for (let seen: number | undefined; !stopped.signal.aborted; ) {
      const version = await findVersion().catch((error) =>
        log().warn({ err: error }, "could not ask whether the book changed"),
      );
      if (version !== undefined && version !== seen) call("all");
      seen = version ?? seen;
      await sleep(POLL_MS, undefined, { signal: stopped.signal, ref: false }).catch(
        () => undefined,
      );
    }
  })();
  return async () => {
    stopped.abort();
    await loop;
  };
}

async function findVersion(): Promise<number> {
  const [row] = await read((db) =>
    db.select({ version: books.version }).from(books).where(eq(books.id, 1)),
  );
  return row?.version ?? 0;
}
