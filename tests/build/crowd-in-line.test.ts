import { readFileSync } from "node:fs";
import net from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type DeployedSite, startInstance } from "@/tests/support/deployed-site";
import { useTestDatabase } from "@/tests/support/test-database";

/** More people at once than a server's usual line holds (511), while its process is busy. */

const PEOPLE = 900;
const database = useTestDatabase();
let site: DeployedSite;

beforeAll(async () => {
  site = await startInstance({
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
  });
}, 120_000);
afterAll(() => site.stop());

/** A system may allow less, whatever a program asks for. */
const allowed = Number(readFileSync("/proc/sys/net/core/somaxconn", { encoding: "utf8" }));

it.runIf(allowed > PEOPLE)("nobody's call is lost: who comes meanwhile waits in line", async () => {
  const { port } = new URL(site.url);
  const sockets: net.Socket[] = [];
  let inLine = 0;
  site.freeze();
  for (let person = 0; person < PEOPLE; person += 1) {
    const socket = net.connect(Number(port), "127.0.0.1", () => {
      inLine += 1;
    });
    sockets.push(socket.on("error", () => undefined));
  }
  try {
    await expect.poll(() => inLine, { timeout: 5_000 }).toBe(PEOPLE);
  } finally {
    site.goOn();
    for (const socket of sockets) socket.destroy();
  }
  expect((await fetch(`${site.url}/api/health/live`)).status).toBe(200);
});
