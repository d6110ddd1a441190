import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readUnlockCookie } from "@/app/_http/unlock-cookie";
import { POST } from "@/app/api/v1/signups/route";
import { grants } from "@/drizzle/schema/access";
import { letters } from "@/drizzle/schema/mail";
import { consents, openings, signups } from "@/drizzle/schema/signups";
import { openChapter } from "@/lib/access/open-chapter";
import { publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { buildBook, buildChapter, buildReader } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();

beforeAll(async () => {
  publishSettings({ SITE_RUNTIME: "launcher" });
  await buildBook({ openingChapter: "one" });
  for (const [position, slug] of ["one", "two", "three", "four"].entries())
    await buildChapter({ slug, position });
  await buildChapter({ slug: "closed", emailUnlock: false, position: 8 });
});

beforeEach(async () => {
  for (const table of [letters, openings, signups, grants]) await getDb().delete(table);
});

function send(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return POST(
    new Request("http://localhost:3000/api/v1/signups", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
}

const ADA = { email: "ada@example.com", chapter: "one" };

const cookieOf = (answer: Response) => answer.headers.getSetCookie()[0]?.split(";")[0] ?? "";
const grantsIn = (answer: Response) =>
  readUnlockCookie(new Headers({ cookie: cookieOf(answer) }), new Date());

async function problemOf(answer: Response) {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  expect(answer.headers.getSetCookie()).toEqual([]);
  const problem = await answer.json();
  expect(problem).toMatchObject({
    status: answer.status,
    request_id: answer.headers.get("x-request-id"),
  });
  return problem;
}

describe("POST /api/v1/signups", () => {
  it("refuses what a page of another site made a browser send", async () => {
    const foreign: Record<string, string>[] = [
      { origin: "https://elsewhere.example.com" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
    ];
    for (const headers of foreign) {
      const answer = await send(ADA, { "content-type": "text/plain", ...headers });
      expect(answer.status).toBe(403);
      await problemOf(answer);
    }
    expect(await getDb().$count(signups)).toBe(0);
    expect((await send(ADA, { origin: "http://localhost:3000" })).status).toBe(200);
  });

  it("opens the chapter and sets an HttpOnly cookie for a year that opens it here", async () => {
    const answer = await send(ADA);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ state: "open", chapter: "one", anchor: "first-locked" });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect(answer.headers.getSetCookie()[0]).toMatch(
      /^handbook-unlock=[\w.-]+; Path=\/; Max-Age=31536000; SameSite=Lax; HttpOnly$/,
    );
    const asker = { kind: "visitor" as const, grantIds: await grantsIn(answer) };
    expect(await openChapter({ slug: "one", asker, now: new Date() })).toMatchObject({
      value: { edition: "full", state: "unlocked" },
    });
  });

  it("takes the opening chapter where none is named, and keeps the consent with its page", async () => {
    expect(await (await send({ email: ADA.email })).json()).toMatchObject({ chapter: "one" });
    const [consent] = await getDb().select().from(consents);
    expect(consent?.page).toBe("/api/v1/signups");
  });

  it("gives a repeat the same answer and the same right, with one letter", async () => {
    for (const headers of [{}, { "idempotency-key": "repeat" }] as Record<string, string>[]) {
      const [first, second] = [await send(ADA, headers), await send(ADA, headers)];
      expect(await second.json()).toEqual(await first.json());
      expect(second.status).toBe(first.status);
      expect(await grantsIn(second)).toEqual(await grantsIn(first));
    }
    expect(await getDb().$count(signups)).toBe(1);
    expect(await getDb().$count(letters)).toBe(1);
  });

  it("answers a known and an unknown address alike", async () => {
    const { email } = await buildReader("known@example.com");
    const shapeFor = async (address: string) => {
      const answer = await send({ email: address, chapter: "two" });
      const names = answer.headers.getSetCookie().map((line) => line.split("=")[0]);
      return [answer.status, await answer.json(), names];
    };
    expect(await shapeFor(email)).toEqual(await shapeFor("unknown@example.com"));
  });

  it("answers 202 without a cookie beyond the network's three chapters a day", async () => {
    for (const chapter of ["one", "two", "three"])
      await send({ email: `${chapter}@example.com`, chapter });
    const fourth = await send({ email: "four@example.com", chapter: "four" });
    expect(fourth.status).toBe(202);
    expect(await fourth.json()).toEqual({ state: "mailed" });
    expect(fourth.headers.getSetCookie()).toEqual([]);
  });
});

describe("POST /api/v1/signups refuses", () => {
  it("a second free chapter in one browser (409)", async () => {
    const cookie = cookieOf(await send(ADA));
    const answer = await send({ ...ADA, chapter: "two" }, { cookie });
    expect(answer.status).toBe(409);
    expect((await problemOf(answer)).detail).toContain("free chapter already");
  });

  it("a key that came with another chapter before (422), for this address only", async () => {
    const headers = { "idempotency-key": "key-1" };
    await send(ADA, headers);
    const answer = await send({ ...ADA, chapter: "two" }, headers);
    expect(answer.status).toBe(422);
    expect((await problemOf(answer)).detail).toContain("Idempotency-Key");
    expect((await send({ email: "bob@example.com", chapter: "two" }, headers)).status).toBe(200);
  });

  it("fields that are wrong, missing or unknown (422), and names each", async () => {
    const wrong: [unknown, string[]][] = [
      [{}, ["email"]],
      [{ email: "ada at example", chapter: "No Slug" }, ["email", "chapter"]],
      [{ ...ADA, role: "author" }, [""]],
      [{ email: ["ada@example.com"] }, ["email"]],
      ["not json", ["email"]],
      ["[]", ["email"]],
      ["null", ["email"]],
      ["", ["email"]],
    ];
    for (const [body, fields] of wrong) {
      const answer = await send(body);
      expect(answer.status, JSON.stringify(body)).toBe(422);
      const { errors } = await problemOf(answer);
      expect(errors.map(({ field }: { field: string }) => field)).toEqual(fields);
    }
    expect(await getDb().$count(signups)).toBe(0);
  });

  it("a chapter that does not exist or that no address unlocks (422)", async () => {
    for (const chapter of ["nowhere", "closed"]) {
      const answer = await send({ ...ADA, chapter });
      expect(answer.status).toBe(422);
      await problemOf(answer);
    }
  });

  it("a body larger than any signup (413)", async () => {
    const answer = await send({ ...ADA, chapter: "x".repeat(20_000) });
    expect(answer.status).toBe(413);
    await problemOf(answer);
  });

  it("everything while letters would reach nobody (503), and names the setting", async () => {
    publishSettings({ NEXTAUTH_URL: "https://book.example.com" });
    const answer = await send(ADA);
    publishSettings({ NEXTAUTH_URL: undefined });
    expect(answer.status).toBe(503);
    expect((await problemOf(answer)).detail).toContain("MAIL_URL");
  });

  it("to pretend while the database is gone: 503 says that it may be sent again", async () => {
    await closePool();
    publishSettings({ POSTGRES_URL: "postgres://nobody@127.0.0.1:1/nothing" });
    const answer = await send(ADA);
    await closePool();
    publishSettings({ POSTGRES_URL: database.url });
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("5");
    expect((await problemOf(answer)).detail).toContain("sent again");
    expect((await send(ADA)).status).toBe(200);
  });
});
