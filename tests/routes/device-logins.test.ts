import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as start } from "@/app/api/device-logins/route";
import { POST as fetchToken } from "@/app/api/device-logins/token/route";
import { POST as firstToken } from "@/app/api/first-token/route";
import { deviceLogins } from "@/drizzle/schema/author";
import { approveDeviceLogin } from "@/lib/author/tokens/device-login";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { NOBODY } from "@/lib/readers/actor";
import { callApi } from "@/tests/support/api/call-api";
import { AUTHOR } from "@/tests/support/drafts";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();

type Handler = (request: Request) => Promise<Response>;

function send(handler: Handler, body: object, headers: Record<string, string> = {}) {
  const request = new Request("http://localhost:3000/api", {
    method: "POST",
    body: JSON.stringify(body),
    headers: { host: "localhost:3000", ...headers },
  });
  return handler(request);
}

const approve = (userCode: string, actor = AUTHOR) =>
  approveDeviceLogin({ actor, userCode, scopes: ["read"], name: "Laptop" });

describe("a command line that logs in", () => {
  it("shows a code, waits, and gets a token with what its person allowed", async () => {
    const started = await (await send(start, {})).json();
    expect(started).toMatchObject({
      userCode: expect.stringMatching(/^[B-Z]{4}-[B-Z]{4}$/),
      verificationUrl: "http://localhost:3000/author/tokens/device",
      interval: 3,
      expiresIn: 600,
    });
    const ask = () => send(fetchToken, { deviceCode: started.deviceCode });
    expect((await ask()).status).toBe(202);
    expect(await approve(started.userCode, NOBODY)).toEqual({ ok: false, reason: "forbidden" });
    expect((await approve(started.userCode.toLowerCase().replace("-", " "))).ok).toBe(true);
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const { token } = await answer.json();
    expect((await callApi("GET", "/chapters", { token })).status).toBe(200);
    expect((await callApi("GET", "/signups", { token })).status).toBe(403);
  });

  it("is told that it ended, or never began (410)", async () => {
    const { deviceCode, userCode } = await (await send(start, {})).json();
    await getDb().update(deviceLogins).set({ expiresAt: sql`now() - interval '1 second'` });
    expect(await approve(userCode)).toEqual({ ok: false, reason: "no_such_code" });
    for (const code of [deviceCode, "forged"])
      expect((await send(fetchToken, { deviceCode: code })).status).toBe(410);
  });

  it("cannot flood us from one network (429), nor be driven by another site (403)", async () => {
    const foreign = await send(start, {}, { origin: "https://elsewhere.example.com" });
    expect(foreign.status).toBe(403);
    const statuses: number[] = [];
    for (let tried = 0; tried < 21; tried += 1)
      statuses.push((await send(start, {}, { "x-forwarded-for": "198.51.100.7" })).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe("a first token", () => {
  const SECRET = "what-only-the-data-folder-holds";
  const ask = (secret: string, headers: Record<string, string> = {}) =>
    send(firstToken, { secret }, headers);

  beforeAll(async () => {
    publishSettings({ SITE_RUNTIME: "launcher" });
    await mkdir(database.dataDir, { recursive: true });
    await writeFile(path.join(database.dataDir, "first-token-secret"), `${SECRET}\n`);
  });

  it("has every scope, for whoever knows the secret in the data folder", async () => {
    const answer = await ask(SECRET);
    expect(answer.status).toBe(200);
    const { token } = await answer.json();
    for (const address of ["/chapters", "/signups"])
      expect((await callApi("GET", address, { token })).status).toBe(200);
  });

  it("is for nobody else", async () => {
    for (const secret of ["wrong", `${SECRET}x`, SECRET.slice(1)])
      expect((await ask(secret)).status).toBe(403);
    expect((await ask("")).status).toBe(422);
  });

  it("is not there as soon as anything but this machine could ask", async () => {
    const from: Record<string, string>[] = [
      { host: "book.example.com" },
      { "x-arrived-forwarded": "1" },
    ];
    for (const headers of from) expect((await ask(SECRET, headers)).status).toBe(404);
    publishSettings({ HOST: "0.0.0.0", MAIL_URL: "smtp://127.0.0.1:1" });
    expect((await ask(SECRET)).status).toBe(404);
    publishSettings({ HOST: undefined, MAIL_URL: undefined, SITE_RUNTIME: undefined });
    expect((await ask(SECRET)).status).toBe(404);
  });
});
