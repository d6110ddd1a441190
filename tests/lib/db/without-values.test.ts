import { inspect } from "node:util";
import { type SQL, sql } from "drizzle-orm";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { describe, expect, it } from "vitest";
import { readers } from "@/drizzle/schema/readers";
import { read, transaction } from "@/lib/db/transaction";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const email = "ada@example.com";
const token = "a-token-of-somebody";

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("it did not fail"),
    (error: unknown) => error,
  );

/** As a console prints it, to the innermost cause. */
const printed = (error: unknown) => inspect(error, { depth: 10, maxStringLength: null });

const fails = (query: SQL) => failureOf(read((db) => db.execute(query)));

describe("an error of the database, printed by whoever it reaches", () => {
  it.each([
    [
      "a table that is not there",
      sql`select * from lost where email = ${email} and token = ${token}`,
    ],
    ["a value that is no number", sql`select ${email}::text, ${token}::int`],
    ["a value that is no id", sql`select * from readers where id = ${token}::text::uuid`],
  ])("names no value of a query about %s", async (_what, query) => {
    const text = printed(await fails(query));
    expect(text).toContain("Failed query: select");
    expect(text).not.toMatch(/ada@|a-token/);
  });

  it("does not quote the row that was there already", async () => {
    const insert = () => transaction((tx) => tx.insert(readers).values({ email }));
    await insert();
    const text = printed(await failureOf(insert()));
    expect(text).toContain("duplicate key value violates unique constraint");
    expect(text).not.toContain("ada@");
  });

  it("stays what it was: its kind, its code, and where it came from", async () => {
    const error = await fails(sql`select * from lost where email = ${email}`);
    expect(error).toBeInstanceOf(DrizzleQueryError);
    expect(error).toMatchObject({ params: [], cause: { code: "42P01" } });
    expect(printed(error)).toMatch(/relation "lost" does not exist[\s\S]*at /);
  });

  it("names none either once the deadline is over", async () => {
    const slow = sql`select pg_sleep(5), ${email}::text`;
    const text = printed(await failureOf(read((db) => db.execute(slow), 300)));
    expect(text).toContain("The database did not answer in time.");
    expect(text).not.toContain("ada@");
  });
});
