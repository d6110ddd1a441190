import { createServer, type Server, type ServerResponse } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { makeLoadGate } from "@/cli/start/shed-load";
import { publishSettings } from "@/lib/config";

let server: Server | undefined;
let isLate = false;
let waiting: ServerResponse[] = [];

afterEach(() => {
  for (const response of waiting) response.end("late");
  server?.close();
  waiting = [];
  isLate = false;
});

/** Answers nobody until it is told. */
async function startBusyServer(): Promise<string> {
  const gate = makeLoadGate({ reads: 3, writes: 5, isLate: () => isLate });
  server = createServer((request, response) => {
    if (!gate.shed(request, response)) waiting.push(response);
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no address");
  return `http://127.0.0.1:${address.port}`;
}

async function fill(url: string, count: number) {
  const before = waiting.length;
  for (let index = 0; index < count; index += 1) void fetch(url).catch(() => undefined);
  await expect.poll(() => waiting.length).toBe(before + count);
}

describe("a server that is asked for more than it can do", () => {
  it("turns readers away at once, says when to come back, and is well again when the work is done", async () => {
    const url = await startBusyServer();
    await fill(url, 3);
    const shed = await fetch(url);
    expect(shed.status).toBe(503);
    expect(shed.headers.get("retry-after")).toBe("2");
    expect(shed.headers.get("cache-control")).toBe("private, no-store");
    for (const response of waiting.splice(0)) response.end("done");
    const answer = fetch(url);
    await expect.poll(() => waiting.length).toBe(1);
    waiting[0]?.end("done");
    expect((await answer).status).toBe(200);
  });

  it("takes what somebody typed longer than it takes readers", async () => {
    const url = await startBusyServer();
    await fill(url, 3);
    void fetch(url, { method: "POST", body: "typed" }).catch(() => undefined);
    await expect.poll(() => waiting.length).toBe(4);
    expect((await fetch(url)).status).toBe(503);
  });

  it("sheds earlier when it is late, but never the first who come", async () => {
    const url = await startBusyServer();
    isLate = true;
    await fill(url, 1);
    expect((await fetch(url)).status).toBe(503);
  });

  it("always answers those who watch it", async () => {
    const url = await startBusyServer();
    await fill(url, 3);
    void fetch(`${url}/api/health/live`).catch(() => undefined);
    await expect.poll(() => waiting.length).toBe(4);
  });

  it("takes its own call for a page that many may wait for, and sheds the synthetic reader as any", async () => {
    const secret = "only-this-process-knows-0123456789";
    publishSettings({ LOOPBACK_SECRET: secret });
    const url = await startBusyServer();
    await fill(url, 3);
    const synthetic = { "x-loopback-secret": secret };
    expect((await fetch(url, { headers: synthetic })).status).toBe(503);
    expect((await fetch(url, { headers: { "x-page-to-keep": "1" } })).status).toBe(503);
    const keeping = { ...synthetic, "x-page-to-keep": "1" };
    void fetch(url, { headers: keeping }).catch(() => undefined);
    await expect.poll(() => waiting.length).toBe(4);
  });

  it("counts a reader who left as done", async () => {
    const url = await startBusyServer();
    const leaving = new AbortController();
    void fetch(url, { signal: leaving.signal }).catch(() => undefined);
    await expect.poll(() => waiting.length).toBe(1);
    await fill(url, 2);
    expect((await fetch(url)).status).toBe(503);
    leaving.abort();
    await expect.poll(() => waiting[0]?.closed).toBe(true);
    await fill(url, 1);
  });
});
