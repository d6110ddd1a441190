import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { readers } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { isDatabaseAway, read, transaction } from "@/lib/db/transaction";
import { Unavailable } from "@/lib/unavailable";
import { useFaultProxy } from "@/tests/support/faults/fault-proxy";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const proxy = useFaultProxy(database, 7);

const addReader = (tx: Db, email: string) =>
  tx.insert(readers).values({ email }).onConflictDoNothing();

describe("a transaction whose connection is cut", () => {
  it("is done again on a fresh one, and its writes happen once", async () => {
    proxy.faults.rate = 0.1;
    const emails = Array.from({ length: 100 }, (_, index) => `reader-${index}@example.com`);
    const settled = await Promise.allSettled(
      emails.map((email) => transaction((tx) => addReader(tx, email))),
    );
    proxy.faults.rate = 0;
    const acknowledged = emails.filter((_, index) => settled[index]?.status === "fulfilled");
    const kept = (await read((db) => db.select({ email: readers.email }).from(readers))).map(
      (row) => row.email,
    );
    expect(proxy.cuts.before).toBeGreaterThan(0);
    expect(proxy.cuts.after).toBeGreaterThan(0);
    expect(acknowledged.length).toBeGreaterThan(90);
    expect(acknowledged.filter((email) => !kept.includes(email))).toEqual([]);
    expect(new Set(kept).size).toBe(kept.length);
  });

  it("ends with one named error when the database stays away", async () => {
    proxy.down();
    await expect(read((db) => db.execute(sql`select 1`), 400)).rejects.toBeInstanceOf(Unavailable);
  });

  it("recovers by itself when the database is back", async () => {
    proxy.down();
    await expect(read((db) => db.execute(sql`select 1`), 200)).rejects.toBeInstanceOf(Unavailable);
    proxy.up();
    await expect
      .poll(
        () =>
          read((db) => db.execute(sql`select 1`)).then(
            () => "back",
            () => "gone",
          ),
        { timeout: 5_000 },
      )
      .toBe("back");
  });

  it("is done again when connections went silent, however many wait in the pool", async () => {
    const crowd = (work: () => Promise<unknown>) =>
      Promise.allSettled(Array.from({ length: 20 }, work));
    const look = () => read((db) => db.execute(sql`select pg_sleep(0.01)`));
    await crowd(look);
    proxy.silence();
    proxy.up();
    const looks = await crowd(look);
    expect(looks.filter(({ status }) => status === "rejected")).toEqual([]);
    await crowd(look);
    proxy.silence();
    proxy.up();
    const written = await crowd(() => transaction((tx) => addReader(tx, "silent@example.com")));
    expect(written.filter(({ status }) => status === "rejected")).toEqual([]);
  });

  it("is waited for while it is only slow: one that takes longer than a dead one is given still answers", async () => {
    const slow = () => read((db) => db.execute(sql`select pg_sleep(0.6)`), 1_000);
    const answers = await Promise.allSettled(Array.from({ length: 4 }, slow));
    expect(answers.filter(({ status }) => status === "rejected")).toEqual([]);
  });

  it("is not even begun while many in a row failed, and begins again by itself", async () => {
    proxy.down();
    const look = () => read((db) => db.execute(sql`select 1`), 300);
    const failing = await Promise.allSettled(Array.from({ length: 30 }, look));
    expect(failing.filter(({ status }) => status === "fulfilled")).toEqual([]);
    expect(isDatabaseAway()).toBe(true);
    await expect(look()).rejects.toBeInstanceOf(Unavailable);
    proxy.up();
    await expect
      .poll(() => look().then(isDatabaseAway, () => true), { timeout: 5_000 })
      .toBe(false);
  });

  it("is cut off at its deadline and does not hold its connection", async () => {
    await expect(read((db) => db.execute(sql`select pg_sleep(20)`), 300)).rejects.toBeInstanceOf(
      Unavailable,
    );
    await expect(read((db) => db.execute(sql`select 1`))).resolves.toBeDefined();
  });

  it("passes on what is no connection's fault", async () => {
    await expect(read((db) => db.execute(sql`select * from nowhere`))).rejects.not.toBeInstanceOf(
      Unavailable,
    );
  });
});
