import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { GET as live } from "@/app/api/health/live/route";
import { GET as ready } from "@/app/api/health/ready/route";
import { publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { beginStopping } from "@/lib/stopping";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();

const REQUEST = new Request("http://localhost:3000/api/health/ready");

async function problemNow() {
  const answer = await ready(REQUEST);
  const { ready: isReady, problem } = await answer.json();
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(answer.headers.get("x-request-id")).toBeTruthy();
  expect(answer.status).toBe(isReady ? 200 : 503);
  expect(answer.headers.get("retry-after")).toBe(isReady ? null : "5");
  return problem;
}

const rename = (from: string, to: string) =>
  getDb().execute(sql.raw(`alter table drizzle.${from} rename to ${to}`));

afterEach(async () => {
  await closePool();
  publishSettings({
    POSTGRES_URL: database.url,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
    NEXTAUTH_URL: undefined,
    MAIL_URL: undefined,
    PORT: undefined,
  });
});

describe("ready", () => {
  it("is 200 with right settings, mail that goes somewhere and a migrated database", async () => {
    expect(await problemNow()).toBeUndefined();
  });

  it("is 503 until the migrations are applied, and says how", async () => {
    await rename("__drizzle_migrations", "hidden");
    expect(await problemNow()).toContain("npm run migrate");
    await rename("hidden", "__drizzle_migrations");
    expect(await problemNow()).toBeUndefined();
  });

  it("is 503 when a migration is missing", async () => {
    await getDb().execute(sql`create table kept as select * from drizzle.__drizzle_migrations`);
    await getDb().execute(sql`delete from drizzle.__drizzle_migrations`);
    expect(await problemNow()).toBe("The database lacks migrations: run npm run migrate.");
    await getDb().execute(sql`insert into drizzle.__drizzle_migrations select * from kept`);
    expect(await problemNow()).toBeUndefined();
  });

  it("is 503 while the database does not answer", async () => {
    await closePool();
    publishSettings({ POSTGRES_URL: "postgres://nobody@127.0.0.1:1/nothing" });
    expect(await problemNow()).toContain("does not answer");
  });

  it("is 503 where letters would reach nobody, and names the setting", async () => {
    publishSettings({ NEXTAUTH_URL: "https://book.example.com" });
    expect(await problemNow()).toContain("MAIL_URL");
    publishSettings({ MAIL_URL: "smtps://user:secret@mail.example.com" });
    expect(await problemNow()).toBeUndefined();
  });

  it("is 503 where a host was given no database or no secret, and names the setting", async () => {
    publishSettings({ POSTGRES_URL: undefined });
    expect(await problemNow()).toContain("POSTGRES_URL");
    publishSettings({ POSTGRES_URL: database.url, NEXTAUTH_SECRET: undefined });
    expect(await problemNow()).toContain("NEXTAUTH_SECRET");
  });

  it("is 503 with the sentence of a wrong setting, and holds no secret", async () => {
    publishSettings({ PORT: "many" });
    expect(await problemNow()).toContain("PORT");
    publishSettings({ PORT: undefined, POSTGRES_URL: "mysql://user:hunter2@db.example.com/book" });
    const problem = await problemNow();
    expect(problem).toContain("POSTGRES_URL");
    expect(problem).not.toContain("hunter2");
  });
});

describe("live", () => {
  it("is 200 whatever the database does", async () => {
    publishSettings({ POSTGRES_URL: "postgres://nobody@127.0.0.1:1/nothing" });
    const answer = live();
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ alive: true });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });
});

/** Last: a process that stops does not begin again. */
describe("a process that was told to stop", () => {
  it("is not ready any more, though it is alive and its database answers", async () => {
    beginStopping();
    expect(await problemNow()).toBe("This process is stopping.");
    expect((await live()).status).toBe(200);
  });
});
