import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Unavailable } from "@/lib/unavailable";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** What one process noticed about its address is forgotten for the next test. */
beforeEach(() => {
  vi.resetModules();
  Reflect.deleteProperty(globalThis, "serverlessHandbookPlans");
});

async function load() {
  const { keepPlans } = await import("@/lib/db/kept-plans");
  const { read, transaction } = await import("@/lib/db/transaction");
  const { closePool } = await import("@/lib/db/pool");
  await closePool();
  return { keepPlans, read, transaction };
}

const COUNT_PLANS = sql`select count(*)::int as plans from pg_prepared_statements where name like 'kept-%'`;

describe("a statement whose plan is kept", () => {
  it("is planned once on its connection, and answers each time with what it is given", async () => {
    const { keepPlans, read } = await load();
    const answers = await read(async (db) => {
      const add = async (a: number) =>
        (await keepPlans(db).execute(sql`select ${a}::int + 1 as sum`)).rows[0]?.sum;
      const sums = [await add(1), await add(5), await add(9)];
      return { sums, ...(await db.execute(COUNT_PLANS)).rows[0] };
    });
    expect(answers).toEqual({ sums: [2, 6, 10], plans: 1 });
  });

  it("is kept also where another copy of the modules opened the pool", async () => {
    const { read } = await load();
    await read((db) => db.execute(sql`select 1`));
    vi.resetModules();
    const copy = await import("@/lib/db/kept-plans");
    const isKept = await read(async (db) => copy.keepPlans(db) !== db);
    expect(isKept).toBe(true);
  });

  it("has the same name on every connection, and no other statement has it", async () => {
    const { keepPlans } = await load();
    const { getPool } = await import("@/lib/db/pool");
    const ask = [sql`select ${"x"}::text as one`, sql`select ${"x"}::text as two`];
    const named = await Promise.all(
      [ask, ask.toReversed()].map(async (statements) => {
        const connection = await getPool().connect();
        for (const statement of statements) await keepPlans(connection.db).execute(statement);
        const { rows } = await connection.db.execute(
          sql`select name, statement from pg_prepared_statements where statement like '%::text as %' order by name`,
        );
        connection.release("well");
        return rows;
      }),
    );
    expect(named[0]).toHaveLength(2);
    expect(named[0]).toEqual(named[1]);
  });

  it("leaves the connection usable where it could not be read, and a mistake a mistake", async () => {
    const { keepPlans, read } = await load();
    let tries = 0;
    const mistaken = read((db) => {
      tries += 1;
      return keepPlans(db).execute(sql`select nothing from readers`);
    });
    await expect(mistaken).rejects.toThrow();
    expect(tries).toBe(1);
    const unsupported = read((db) => {
      tries += 1;
      return db.execute(sql`select count(*) from readers for update`);
    });
    await expect(unsupported).rejects.not.toBeInstanceOf(Unavailable);
    expect(tries).toBe(2);
    expect((await read((db) => keepPlans(db).execute(sql`select 1 as one`))).rows).toHaveLength(1);
  });

  it("shares the transaction of the connection that it stands on", async () => {
    const { keepPlans, read, transaction } = await load();
    const broken = transaction(async (tx) => {
      await keepPlans(tx).execute(sql`insert into readers (email) values (${"gone@example.com"})`);
      throw new Error("on purpose");
    });
    await expect(broken).rejects.toThrow("on purpose");
    const left = await read((db) => db.execute(sql`select 1 from readers`));
    expect(left.rows).toEqual([]);
  });
});

describe.each([
  ["a pooler that hands the connection to others", sql`deallocate all`],
  ["a migration that changes what the statement answers", sql`alter table kept alter n type text`],
])("behind %s", (_why, happens) => {
  it("the same call succeeds all the same, and nothing is kept any more", async () => {
    const { keepPlans, read, transaction } = await load();
    await transaction(async (tx) => {
      await tx.execute(sql`drop table if exists kept`);
      await tx.execute(sql`create table kept as select 7 as n`);
    });
    const ask = () =>
      read(async (db) => {
        const { rows } = await keepPlans(db).execute(sql`select n from kept where n::int = ${7}`);
        return String(rows[0]?.n);
      });
    expect(await ask()).toBe("7");
    await read((db) => db.execute(happens));
    expect([await ask(), await ask()]).toEqual(["7", "7"]);
    const { rows } = await read((db) => db.execute(COUNT_PLANS));
    expect(rows[0]?.plans).toBeLessThanOrEqual(1);
    expect(await read(async (db) => keepPlans(db) === db)).toBe(true);
  });
});
