import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeEndings } from "@/cli/start/endings";
import { databaseObstacle, standBeforeDatabase } from "@/cli/start/faults/database-faults";
import { startFaults } from "@/cli/start/faults/start-faults";
import { getConfig, publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { runLauncher } from "@/tests/support/launcher";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const UNSET = { MAIL_URL: undefined, LOCAL_MAIL_URL: undefined, FAULT_CONTROL_URL: undefined };

let endings: ReturnType<typeof makeEndings>;
let asked: AbortController;

beforeEach(() => {
  endings = makeEndings();
  asked = new AbortController();
});
afterEach(async () => {
  await closePool();
  await endings.run();
  publishSettings({ ...UNSET, POSTGRES_URL: database.url, POSTGRES_URL_NON_POOLING: undefined });
});

const start = () => startFaults({ endings, signal: asked.signal });

async function tellControl(order: object) {
  const url = getConfig().faultControlUrl ?? "";
  return (await fetch(url, { method: "POST", body: JSON.stringify(order) })).json();
}

describe("a start with --break", () => {
  it("leads the site to its database and its mail through what can be broken", async () => {
    expect(await start()).toEqual({ available: ["mail", "database"], obstacles: [] });
    const { databaseUrl, directDatabaseUrl, mailUrl, localMailUrl } = getConfig();
    expect(databaseUrl).not.toBe(database.url);
    expect(directDatabaseUrl).toBe(databaseUrl);
    expect([mailUrl, localMailUrl]).toEqual([undefined, expect.stringMatching(/^smtp:/)]);
    const { rows } = await getDb().execute("select 1 as one");
    expect(rows).toEqual([{ one: 1 }]);
  });

  it("stands before the direct address of a pooled database too", async () => {
    const direct = database.url.replace("127.0.0.1", "localhost");
    const addresses = { databaseUrl: database.url, directDatabaseUrl: direct };
    await standBeforeDatabase({ addresses, isBroken: () => true, endings });
    const { databaseUrl, directDatabaseUrl } = getConfig();
    const ports = [databaseUrl, directDatabaseUrl].map((url) => new URL(url ?? "").port);
    expect(new Set([...ports, new URL(database.url).port]).size).toBe(3);
  });

  it("mends everything as soon as it is asked to stop, so that nothing hangs", async () => {
    await start();
    const broken = await tellControl({ what: "mail", action: "break" });
    expect(broken).toMatchObject({ faults: [{ what: "mail" }] });
    asked.abort();
    const { faults } = await tellControl({ what: "database", action: "mend" });
    expect(faults).toEqual([]);
  });

  it("breaks what it can, and says why not the rest", async () => {
    publishSettings({ MAIL_URL: "resend://re_key" });
    const { available, obstacles } = await start();
    expect(available).toEqual(["database"]);
    expect(obstacles).toEqual([expect.stringMatching(/^Mail leaves by HTTP/)]);
    expect(await tellControl({ what: "database", action: "break" })).toMatchObject({
      faults: [{ what: "database" }],
    });
  });

  it("refuses where there is nothing to break, and touches nothing", async () => {
    const url = `${database.url}?sslmode=require`;
    publishSettings({ MAIL_URL: "resend://re_key", POSTGRES_URL: url });
    await expect(start()).rejects.toThrow(/^There is nothing to break here: start without --break/);
    expect(getConfig()).toMatchObject({ databaseUrl: url, faultControlUrl: undefined });
  });

  it("is no flag of any other command", async () => {
    const ended = await runLauncher({ args: ["migrate", "--break"] });
    expect(ended).toMatchObject({ code: 2, complained: expect.stringContaining("--break") });
  });
});

describe("a database that cannot be broken", () => {
  it.each([
    ["postgres://me:secret@db.example.com/book?sslmode=require", /encrypted/],
    ["postgres://me:secret@db.example.com/book?sslmode=verify-full", /encrypted/],
    ["postgres://me:secret@ep-a-pooler.example.com/book", /encrypted/],
    ["postgres:///book?host=/var/run/postgresql", /through a file/],
  ])("is told apart (%s)", (url, sentence) => {
    expect(databaseObstacle({ databaseUrl: url, directDatabaseUrl: url })).toMatch(sentence);
  });

  it.each([
    "postgres://me:secret@db.example.com/book",
    "postgres://me:secret@[::1]:5433/book?sslmode=disable",
  ])("is none that speaks openly (%s)", (url) => {
    expect(databaseObstacle({ databaseUrl: url, directDatabaseUrl: url })).toBeUndefined();
  });
});
