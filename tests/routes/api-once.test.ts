import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { versions } from "@/drizzle/schema/book";
import { idempotencyKeys, rateLimits } from "@/drizzle/schema/db";
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

describe("a POST with an Idempotency-Key", () => {
  const key = (name: string) => ({ "idempotency-key": name });
  const link = (headers: Record<string, string>, as = token) =>
    callApi("POST", "/chapters/one/preview-links", { token: as, body: {}, headers });

  beforeEach(async () => {
    await callApi("PUT", "/chapters/one", { token, body: ONE, headers: NEW });
  });

  it("gives the first answer again: status, headers and body", async () => {
    const [first, second] = [await link(key("a")), await link(key("a"))];
    expect(second.status).toBe(201);
    expect(await second.json()).toEqual(await first.json());
    expect(second.headers.get("idempotency-replayed")).toBe("true");
    expect((await link(key("b"))).headers.get("idempotency-replayed")).toBeNull();
  });

  it("repeats a refusal too, though things have changed", async () => {
    const publish = () => callApi("POST", "/chapters/two/publish", { token, headers: key("c") });
    expect((await publish()).status).toBe(404);
    await callApi("PUT", "/chapters/two", { token, body: { ...ONE, title: "Two" }, headers: NEW });
    expect((await publish()).status).toBe(404);
  });

  it("refuses another body or address under the same key (422), for this token alone", async () => {
    await link(key("d"));
    const other = await callApi("POST", "/chapters/one/publish", { token, headers: key("d") });
    expect(other.status).toBe(422);
    expect((await link(key("d"), await tokenFor())).status).toBe(201);
    for (const bad of ["with space", "x".repeat(256)])
      expect((await link({ "idempotency-key": bad })).status).toBe(422);
  });

  it("does the work once of many at the same time; the others get it or 409", async () => {
    const before = await getDb().$count(versions);
    const answers = await Promise.all(Array.from({ length: 8 }, () => link(key("e"))));
    const bodies = new Set<string>();
    for (const answer of answers) {
      expect([201, 409]).toContain(answer.status);
      if (answer.status === 201) bodies.add(await answer.text());
    }
    expect(bodies.size).toBe(1);
    expect(await getDb().$count(versions)).toBe(before);
  });

  it("is free again when whoever worked on it is gone, or the day is over", async () => {
    await link(key("f"));
    const crashed = sql`now() - interval '1 second'`;
    await getDb().update(idempotencyKeys).set({ sealedAnswer: null, lockedUntil: crashed });
    expect((await link(key("f"))).headers.get("idempotency-replayed")).toBeNull();
    await getDb()
      .update(idempotencyKeys)
      .set({ sealedAnswer: null, lockedUntil: sql`now() + interval '1 minute'` });
    expect((await link(key("f"))).status).toBe(409);
    await getDb().update(idempotencyKeys).set({ createdAt: sql`now() - interval '25 hours'` });
    expect((await link(key("f"))).status).toBe(201);
  });

  it("keeps no answer readable in the database", async () => {
    const { url } = await (await link(key("g"))).json();
    const rows = await getDb().select().from(idempotencyKeys);
    expect(JSON.stringify(rows)).not.toContain(url.split("/").at(-1));
  });
});
