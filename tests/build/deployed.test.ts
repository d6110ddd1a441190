import { afterAll, beforeAll, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { type DeployedSite, startDeployedSite } from "@/tests/support/deployed-site";
import { importFiles } from "@/tests/support/imported-book";
import { useTestDatabase } from "@/tests/support/test-database";

/** Where only the build runs: no launcher, no worker, nobody who listens. */

const database = useTestDatabase();
let site: DeployedSite;

beforeAll(async () => {
  site = await startDeployedSite({
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
    CRON_SECRET: "only-the-clock-knows",
  });
}, 120_000);
afterAll(() => site.stop());

const read = async (path: string) => (await fetch(`${site.url}${path}`)).text();
const callCron = (authorization: string) =>
  fetch(`${site.url}/api/cron`, { headers: { authorization } });

it("is ready, and says where the chapters will be", async () => {
  expect((await fetch(`${site.url}/api/health/ready`)).status).toBe(200);
  expect(await read("/")).toContain("No chapters yet");
});

it("renews the pages that it kept at the scheduler's next call", async () => {
  await read("/");
  await importFiles({
    "book.yml": "title: A Deployed Book\n",
    "chapters/01-first.md": "---\ntitle: First\naccess: free\n---\n\nIt opens.\n",
  });
  expect(await read("/")).toContain("No chapters yet");
  expect((await callCron("Bearer wrong")).status).toBe(401);
  expect(await read("/")).toContain("No chapters yet");
  expect((await callCron("Bearer only-the-clock-knows")).status).toBe(200);
  await expect.poll(() => read("/")).toContain("A Deployed Book");
  expect(await read("/chapters/first")).toContain("It opens.");
});

it("sends a letter with the request that caused it", async () => {
  const asked = await fetch(`${site.url}/api/forms/login`, {
    method: "POST",
    body: new URLSearchParams({ email: "ada@example.com" }),
    headers: { accept: "application/json" },
  });
  expect(asked.status).toBe(200);
  const states = async () => (await getDb().select().from(letters)).map(({ state }) => state);
  await expect.poll(states, { timeout: 15_000 }).toEqual(["sent"]);
});

it("shows its mailbox to nobody, since it cannot tell who asks", async () => {
  expect((await fetch(`${site.url}/mailbox`)).status).toBe(404);
});
