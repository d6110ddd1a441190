import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { findFreePort } from "@/tests/support/free-port";
import { runLauncher } from "@/tests/support/launcher";
import { type RunningSite, startSite } from "@/tests/support/running-site";

/** These need a build; npm test makes it before they run, alone they make it themselves. */
const SLOW = 300_000;

let dataDir: string;
let site: RunningSite | undefined;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "handbook-whole-site-"));
});

afterEach(async () => {
  await site?.stop();
  site = undefined;
});

afterAll(async () => {
  await (await startEmbeddedPostgres({ dataDir })).stop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<RunningSite> {
  site = await startSite({ DATA_DIR: dataDir });
  return site;
}

async function isAnswering(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/live`).then(
    ({ ok }) => ok,
    () => false,
  );
}

async function countVersions(): Promise<number> {
  const server = await startEmbeddedPostgres({ dataDir });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query<{ count: number }>(
    "select count(*)::int as count from versions",
  );
  await client.end();
  if (!server.adopted) await server.stop();
  return rows[0]?.count ?? 0;
}

async function isDatabaseRunning(): Promise<boolean> {
  const server = await startEmbeddedPostgres({ dataDir });
  if (!server.adopted) await server.stop();
  return server.adopted;
}

describe("the whole site from one command", () => {
  it("comes up with the sample book and says what to do next", { timeout: SLOW }, async () => {
    const { url, output } = await start();
    expect(output()).toContain(url);
    expect(output()).toContain(`${url}/mailbox`);
    expect(output()).toContain("author@example.com");
    const chapter = await fetch(`${url}/chapters/getting-started`);
    expect(chapter.status).toBe(200);
    expect(chapter.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  });

  it("stops all that it started, within the time a host gives it", { timeout: SLOW }, async () => {
    const running = await start();
    const startedAt = Date.now();
    await running.stop();
    expect(Date.now() - startedAt).toBeLessThan(20_000);
    expect(running.process.exitCode).toBe(0);
    expect(await isAnswering(running.url)).toBe(false);
    expect(await readdir(dataDir)).not.toContain("launcher");
    expect(await isDatabaseRunning()).toBe(false);
  });

  it("finds everything as it was at a second start, and neither builds nor loads again", {
    timeout: SLOW,
  }, async () => {
    const before = await countVersions();
    const { output } = await start();
    expect(output()).not.toMatch(/Building|Loading the sample book/);
    expect(await countVersions()).toBe(before);
    expect(before).toBeGreaterThan(0);
  });

  it("is left alone by a start beside it, which says where it is", { timeout: SLOW }, async () => {
    const { url } = await start();
    const settings = { DATA_DIR: dataDir, PORT: String(await findFreePort()) };
    const beside = await runLauncher({ settings });
    expect(beside).toMatchObject({ code: 1, complained: expect.stringContaining(url) });
    expect(await isAnswering(url)).toBe(true);
  });

  it.runIf(process.platform === "linux")(
    "comes back when its server process is killed",
    { timeout: SLOW },
    async () => {
      const { url, process: launcher } = await start();
      process.kill(await findServerOf(launcher.pid), "SIGKILL");
      await expect.poll(() => isAnswering(url), { timeout: 5_000 }).toBe(false);
      await expect.poll(() => isAnswering(url), { timeout: 20_000 }).toBe(true);
    },
  );

  it("leaves no server behind when the launcher is killed, and starts again", {
    timeout: SLOW,
  }, async () => {
    const { url, process: launcher } = await start();
    launcher.kill("SIGKILL");
    await expect.poll(() => isAnswering(url), { timeout: 20_000 }).toBe(false);
    await sleep(200);
    const again = await start();
    expect(await isAnswering(again.url)).toBe(true);
  });
});

/** The child that runs the server; PostgreSQL is the other one. */
async function findServerOf(launcher: number | undefined): Promise<number> {
  const children = await readFile(`/proc/${launcher}/task/${launcher}/children`, "utf8");
  for (const child of children.trim().split(" ")) {
    const command = await readFile(`/proc/${child}/cmdline`, "utf8");
    if (command.includes("cli/start/server.ts")) return Number(child);
  }
  throw new Error("The launcher has no server.");
}
