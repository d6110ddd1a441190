import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readers } from "@/drizzle/schema/readers";
import { publishSettings } from "@/lib/config";
import { closePool, getDb, isPooledVercelAddress } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { useTestDatabase } from "@/tests/support/test-database";
import { startWebSocketProxy } from "@/tests/support/websocket-proxy";

const proxy = vi.hoisted(() => ({ port: 0 }));

/** The vendor's client, told to reach the small proxy instead of a host in the cloud. */
vi.mock("@vercel/postgres", async (importOriginal) => {
  const vendor = await importOriginal<typeof import("@vercel/postgres")>();
  class LocalClient extends vendor.VercelClient {
    constructor(config: ConstructorParameters<typeof vendor.VercelClient>[0]) {
      super(config);
      this.neonConfig.wsProxy = () => `127.0.0.1:${proxy.port}/`;
      this.neonConfig.useSecureWebSocket = false;
      this.neonConfig.pipelineTLS = false;
      this.neonConfig.pipelineConnect = false;
    }
  }
  const createPool: typeof vendor.createPool = (config) =>
    Object.assign(vendor.createPool(config), { Client: LocalClient });
  return { ...vendor, createPool };
});

const database = useTestDatabase();
let stop: () => Promise<void>;

beforeAll(async () => {
  const server = await startWebSocketProxy(new URL(database.url));
  proxy.port = server.port;
  stop = server.close;
  const pooled = new URL(database.url);
  pooled.host = "ep-test-pooler.example.com";
  publishSettings({ POSTGRES_URL: pooled.toString() });
});

afterAll(async () => {
  await closePool();
  await stop();
});

describe("a pooled Vercel or Neon address", () => {
  it("is told from any other by its host", () => {
    expect(isPooledVercelAddress("postgres://u:p@ep-calm-123-pooler.eu.example.com/db")).toBe(true);
    expect(isPooledVercelAddress("postgres://u:p@db.example.com/app-pooler.db")).toBe(false);
  });

  it("reads and writes the same database through @vercel/postgres", async () => {
    await transaction((tx) => tx.insert(readers).values({ email: "ada@example.com" }));
    const found = await read((db) => db.select().from(readers));
    expect(found).toMatchObject([{ email: "ada@example.com", createdAt: expect.any(Date) }]);
    const { rows } = await getDb().execute<{ one: number }>(sql`select 1 as one`);
    expect(rows).toEqual([{ one: 1 }]);
  });

  it("takes a failed transaction back", async () => {
    const failing = transaction(async (tx) => {
      await tx.insert(readers).values({ email: "bob@example.com" });
      throw new Error("stop");
    });
    await expect(failing).rejects.toThrow("stop");
    expect(await getDb().$count(readers)).toBe(1);
  });
});
