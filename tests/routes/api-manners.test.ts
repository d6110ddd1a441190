import { eq, sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { apiTokens, editors } from "@/drizzle/schema/author";
import { idempotencyKeys, rateLimits } from "@/drizzle/schema/db";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { buildBook } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let token = "";
const ONE = { title: "One", markdown: "Words.\n" };
const NEW = { "if-none-match": "*" };

beforeAll(async () => {
  token = await tokenFor();
});

beforeEach(async () => {
  await getDb().execute(sql`truncate chapters, versions, editions, books cascade`);
  await getDb().delete(idempotencyKeys);
  await getDb().delete(rateLimits);
  await buildBook();
});

describe("a token", () => {
  it("opens what its scopes name and nothing else (403)", async () => {
    const by = {
      read: await tokenFor("author@example.com", ["read"]),
      write: await tokenFor("author@example.com", ["write"]),
      publish: await tokenFor("author@example.com", ["publish"]),
      people: await tokenFor("author@example.com", ["people"]),
    };
    await callApi("PUT", "/chapters/one", { token, body: ONE, headers: NEW });
    const calls: [keyof typeof by, string, string, object?][] = [
      ["read", "GET", "/chapters"],
      ["read", "GET", "/book"],
      ["read", "GET", "/failures"],
      ["write", "PUT", "/chapters/two", { ...ONE, title: "Two" }],
      ["write", "POST", "/chapters/one/preview-links"],
      ["publish", "POST", "/chapters/one/publish"],
      ["publish", "POST", "/chapters/order", { slugs: ["one", "two"] }],
      ["people", "GET", "/signups"],
      ["people", "GET", "/orders"],
    ];
    for (const [scope, method, address, body] of calls) {
      for (const [name, each] of Object.entries(by)) {
        if (name === scope) continue;
        const refused = await callApi(method, address, { token: each, body, headers: NEW });
        expect(refused.status, `${name}: ${method} ${address}`).toBe(403);
      }
      const done = await callApi(method, address, { token: by[scope], body, headers: NEW });
      expect(done.ok, `${scope}: ${method} ${address}`).toBe(true);
    }
  });

  it("has never more than its owner's rights now", async () => {
    const email = "edith@example.com";
    await getDb().insert(editors).values({ email, invitedBy: "author@example.com" });
    const theirs = await tokenFor(email);
    const write = { token: theirs, body: ONE, headers: NEW };
    expect((await callApi("PUT", "/chapters/one", write)).status).toBe(201);
    for (const [method, address] of [
      ["POST", "/chapters/one/publish"],
      ["DELETE", "/chapters/one"],
      ["GET", "/signups"],
    ] as const)
      expect((await callApi(method, address, { token: theirs })).status).toBe(403);
    await getDb().update(editors).set({ removedAt: new Date() }).where(eq(editors.email, email));
    expect((await callApi("GET", "/chapters", { token: theirs })).status).toBe(403);
  });

  it("ends when it is revoked, and shows when it was used", async () => {
    const mine = await tokenFor();
    await callApi("GET", "/book", { token: mine });
    const [used] = await getDb().select().from(apiTokens).where(sql`last_used_at is not null`);
    expect(used).toBeDefined();
    await getDb().update(apiTokens).set({ revokedAt: new Date() });
    expect((await callApi("GET", "/book", { token: mine })).status).toBe(401);
    token = await tokenFor();
  });

  it("is told its pace, and when to come back (429)", async () => {
    const answer = await callApi("GET", "/book", { token });
    expect(answer.headers.get("ratelimit-limit")).toBe("1200");
    expect(answer.headers.get("ratelimit-remaining")).toBe("1199");
    await getDb().update(rateLimits).set({ points: 5_000 });
    const refused = await callApi("GET", "/book", { token });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("an address", () => {
  it("that is unknown answers 404 to a token, 405 with Allow to a wrong method", async () => {
    for (const address of ["/nowhere", "", "/chapters/one/nothing"])
      expect((await callApi("GET", address, { token })).status).toBe(404);
    const wrong = await callApi("PATCH", "/book", { token });
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("GET, HEAD, OPTIONS, PUT");
    const asked = await callApi("OPTIONS", "/chapters/order", { token });
    expect(asked.headers.get("allow")).toBe("DELETE, GET, HEAD, OPTIONS, POST, PUT");
  });

  it("answers HEAD like GET, without the body", async () => {
    const head = await callApi("HEAD", "/book", { token });
    expect(head.status).toBe(200);
    expect(head.headers.get("etag")).toBe(
      (await callApi("GET", "/book", { token })).headers.get("etag"),
    );
  });

  it("refuses forms it does not speak (406, 415), what is no JSON (400) and too much (413)", async () => {
    const accept = (value: string) =>
      callApi("GET", "/book", { token, headers: { accept: value } });
    for (const value of ["text/html", "image/*;q=1", "application/json;q=0"])
      expect((await accept(value)).status, value).toBe(406);
    for (const value of ["*/*", "application/*", "text/html, application/json;q=0.1"])
      expect((await accept(value)).status, value).toBe(200);
    const put = (body: unknown, type = "application/json") =>
      callApi("PUT", "/chapters/one", { token, body, headers: { ...NEW, "content-type": type } });
    expect((await put("title=One", "application/x-www-form-urlencoded")).status).toBe(415);
    expect((await put("{", "application/json; charset=utf-8")).status).toBe(400);
    expect((await put(Buffer.from([0x22, 0xff, 0x22]))).status).toBe(400);
    expect((await put(`"${"x".repeat(12_200_000)}"`)).status).toBe(413);
  });
});

describe("while the site is not set up", () => {
  it("says what to set (503), and still nothing without a token", async () => {
    publishSettings({ NEXTAUTH_URL: "https://book.example.com" });
    expect((await callApi("GET", "/book", { token })).status).toBe(503);
    expect((await callApi("GET", "/book")).status).toBe(401);
    publishSettings({ NEXTAUTH_URL: undefined });
  });
});
