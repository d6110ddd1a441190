import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { startFaultProxy } from "@/cli/start/faults/database-proxy";
import { books } from "@/drizzle/schema/book";
import { announceChange, type Changed, onBookChange } from "@/lib/book/changes";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();

const WAIT = { timeout: 15_000 };

let stop: (() => Promise<void>) | undefined;

afterEach(() => stop?.());

async function listening(): Promise<Changed[]> {
  const heard: Changed[] = [];
  stop = onBookChange((slugs) => heard.push(slugs));
  await vi.waitFor(() => expect(heard).toEqual(["all"]), WAIT);
  return heard;
}

/** The first call comes of asking, which may be quicker than listening. */
async function listeningByName(): Promise<Changed[]> {
  const heard = await listening();
  const listens = sql`select 1 from pg_stat_activity
    where datname = current_database() and state = 'idle' and query in ('LISTEN "book"', 'SELECT 1')`;
  await expect.poll(async () => (await getDb().execute(listens)).rows.length, WAIT).toBe(1);
  return heard;
}

describe("a change of the book", () => {
  it("is heard by every listener once it is committed, and all counts as changed at first", async () => {
    const heard = await listeningByName();
    await transaction((tx) => announceChange(tx, ["one", "two"]));
    await vi.waitFor(() => expect(heard).toEqual(["all", ["one", "two"]]), WAIT);
  });

  it("that was rolled back is never heard", async () => {
    const heard = await listeningByName();
    const failing = transaction(async (tx) => {
      await announceChange(tx, ["one"]);
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await sleep(100);
    expect(heard).toEqual(["all"]);
  });

  it("of very many chapters is a change of all", async () => {
    const heard = await listeningByName();
    await transaction((tx) =>
      announceChange(
        tx,
        Array.from({ length: 900 }, (_, index) => `chapter-${index}`),
      ),
    );
    await vi.waitFor(() => expect(heard).toEqual(["all", "all"]), WAIT);
  });

  it("is found by asking where the address is a pooled one, which cannot listen", async () => {
    await getDb().insert(books).values({ settings: {} }).onConflictDoNothing();
    publishSettings({ POSTGRES_URL_NON_POOLING: "postgres://book-pooler.example.com/book" });
    const heard = await listening();
    publishSettings({ POSTGRES_URL_NON_POOLING: database.url });
    await transaction((tx) => announceChange(tx, ["one"]));
    await vi.waitFor(() => expect(heard).toEqual(["all", "all"]), WAIT);
  });

  it("is told once, although the version is asked for too", async () => {
    await getDb().insert(books).values({ settings: {} }).onConflictDoNothing();
    const heard = await listeningByName();
    await transaction((tx) => announceChange(tx, ["one"]));
    await sleep(1_500);
    expect(heard).toEqual(["all", ["one"]]);
  });

  it.each(["down", "silence"] as const)(
    "is found while the connection that listens is cut (%s), and heard by name again afterwards",
    async (fault) => {
      await getDb().insert(books).values({ settings: {} }).onConflictDoNothing();
      const proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(1) });
      publishSettings({ POSTGRES_URL_NON_POOLING: proxy.url });
      const heard = await listeningByName();
      await transaction((tx) => announceChange(tx, ["before"]));
      await vi.waitFor(() => expect(heard).toEqual(["all", ["before"]]), WAIT);
      proxy[fault]();
      await transaction((tx) => announceChange(tx, ["one"]));
      await vi.waitFor(() => expect(heard).toEqual(["all", ["before"], "all"]), WAIT);
      proxy.up();
      await expect
        .poll(() => transaction((tx) => announceChange(tx, ["two"])).then(() => heard.at(-1)), {
          timeout: 15_000,
        })
        .toEqual(["two"]);
      await stop?.();
      publishSettings({ POSTGRES_URL_NON_POOLING: database.url });
      await proxy.close();
    },
  );
});
