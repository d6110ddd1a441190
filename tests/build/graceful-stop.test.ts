import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { type DeployedSite, startInstance } from "@/tests/support/deployed-site";
import { useTestDatabase } from "@/tests/support/test-database";

/** A host takes an instance away while somebody's signup is being written. */

const database = useTestDatabase();
let site: DeployedSite;
let blocker: pg.Client;

beforeAll(async () => {
  await buildBook();
  await buildChapter({ slug: "one" });
  site = await startInstance({
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
  });
  blocker = new pg.Client({ connectionString: database.url });
  await blocker.connect();
}, 120_000);
afterAll(async () => {
  await blocker.end();
  await site.stop();
});

const signUp = () =>
  fetch(`${site.url}/api/forms/unlock`, {
    method: "POST",
    headers: { accept: "application/json", "content-type": "application/json" },
    body: JSON.stringify({ email: "ada@example.com", chapter: "one" }),
  });

async function countWaiting(): Promise<number> {
  const { rows } = await blocker.query(
    "select count(*)::int as waiting from pg_locks where not granted",
  );
  return rows[0].waiting;
}

it("ends what it has in hand with a yes, takes nothing new, and exits in order", async () => {
  expect((await fetch(`${site.url}/chapters/one`)).status).toBe(200);
  await blocker.query("begin; lock table readers");
  const signup = signUp();
  await expect.poll(countWaiting).toBeGreaterThan(0);
  const exited = site.terminate();
  await expect.poll(() => askAgain()).toBe("refused");
  await blocker.query("rollback");
  const answer = await signup;
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ state: "open" });
  expect(await exited).toBe(0);
  const { rows } = await blocker.query("select count(*)::int as kept from signups");
  expect(rows[0].kept).toBe(1);
});

const askAgain = () =>
  fetch(`${site.url}/api/health/live`).then(
    () => "answered",
    () => "refused",
  );
