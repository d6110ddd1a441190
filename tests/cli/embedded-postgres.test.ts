import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterEach, describe, expect, it } from "vitest";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/cli/start/embedded-postgres";

const folders: string[] = [];
const servers: EmbeddedPostgres[] = [];

async function start(dataDir: string): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir });
  servers.push(server);
  return server;
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "handbook-embedded-"));
  folders.push(folder);
  return folder;
}

async function query<Row extends pg.QueryResultRow>(
  url: string,
  statement: string,
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function readPid(dataDir: string): Promise<number> {
  const text = await readFile(path.join(await findHome(dataDir), "cluster/postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

async function findHome(dataDir: string): Promise<string> {
  const pointed = await readFile(path.join(dataDir, "postgres-location"), "utf8").catch(() => "");
  return pointed.trim() || path.join(dataDir, "postgres");
}

afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

describe("the embedded PostgreSQL", () => {
  it("makes its database in an empty folder, in UTF-8, for loopback and a password only", async () => {
    const dataDir = await makeFolder();
    const server = await start(dataDir);
    expect(server).toMatchObject({ isNew: true, adopted: false });
    const [facts] = await query<Record<string, string>>(
      server.url,
      "select current_setting('server_encoding') as encoding, current_setting('listen_addresses') as addresses, current_setting('password_encryption') as password",
    );
    expect(facts).toEqual({ encoding: "UTF8", addresses: "127.0.0.1", password: "scram-sha-256" });
    await expect(query(server.url.replace(/:[0-9a-f]+@/, ":wrong@"), "select 1")).rejects.toThrow(
      /password/,
    );
    const { mode } = await stat(path.join(await findHome(dataDir), "password"));
    expect(mode & 0o077).toBe(0);
  });

  it("finds everything as it was after a stop", async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    await query(first.url, "create table kept as select 42 as answer");
    await first.stop();
    const second = await start(dataDir);
    expect(second).toMatchObject({ isNew: false, adopted: false });
    expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("is taken over where it runs already", async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    const second = await start(dataDir);
    expect(second).toMatchObject({ isNew: false, adopted: true, url: first.url });
  });

  it("is made once when four start at the same time", async () => {
    const dataDir = await makeFolder();
    const four = await Promise.all([1, 2, 3, 4].map(() => start(dataDir)));
    expect(four.filter(({ isNew }) => isNew)).toHaveLength(1);
    expect(new Set(four.map(({ url }) => url)).size).toBe(1);
  });

  it("keeps what was committed when it is killed, and starts again", async () => {
    const dataDir = await makeFolder();
    const first = await start(dataDir);
    await query(first.url, "create table kept as select 42 as answer");
    process.kill(await readPid(dataDir), "SIGKILL");
    const second = await start(dataDir);
    expect(second.adopted).toBe(false);
    expect(await query(second.url, "select answer from kept")).toEqual([{ answer: 42 }]);
  });

  it("comes back by itself, at the same address, while it is watched", async () => {
    const dataDir = await makeFolder();
    const server = await start(dataDir);
    const endWatch = server.keepRunning();
    await expect.poll(() => query(server.url, "select 1"), { timeout: 5_000 }).toHaveLength(1);
    process.kill(await readPid(dataDir), "SIGKILL");
    await expect
      .poll(() => query(server.url, "select 1").catch(() => []), { timeout: 15_000, interval: 100 })
      .toHaveLength(1);
    await endWatch();
  });

  it("says what to do when its folder was moved away", async () => {
    const dataDir = await makeFolder();
    await writeFile(path.join(dataDir, "postgres-location"), "/nowhere/serverless-handbook\n");
    await expect(start(dataDir)).rejects.toThrow(
      /\/nowhere\/serverless-handbook, which is not there/,
    );
  });
});
