import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { failures } from "@/drizzle/schema/jobs";
import { ANYBODY } from "@/lib/access/asker";
import { getDb } from "@/lib/db/pool";
import { signUp } from "@/lib/signups/sign-up";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let token = "";

beforeAll(async () => {
  token = await tokenFor();
});

beforeEach(async () => {
  await getDb().execute(
    sql`truncate chapters, versions, editions, books, lessons, book_files, images, signups, failures cascade`,
  );
  await buildBook();
});

const get = (address: string, as = token) => callApi("GET", address, { token: as });
const etag = (answer: Response) => ({ "if-match": answer.headers.get("etag") ?? "" });

describe("/book", () => {
  const put = (body: object, headers: Record<string, string>) =>
    callApi("PUT", "/book", { token, body, headers });

  it("takes back what it gave as no change, and a change at once", async () => {
    const before = await get("/book");
    const settings = await before.json();
    const same = await put(settings, etag(before));
    expect(same.headers.get("etag")).toBe(before.headers.get("etag"));
    const changed = await put({ ...settings, subtitle: "Second edition" }, etag(same));
    expect(await (await get("/book")).json()).toMatchObject({ subtitle: "Second edition" });
    expect(changed.headers.get("etag")).not.toBe(before.headers.get("etag"));
  });

  it("refuses to write over somebody else's change (412, 428)", async () => {
    const before = await get("/book");
    await put({ title: "Theirs" }, etag(before));
    const mine = await put({ title: "Mine" }, etag(before));
    expect(mine.status).toBe(412);
    expect((await mine.json()).current).toMatchObject({ title: "Theirs" });
    expect((await put({ title: "Mine" }, {})).status).toBe(428);
    expect((await put({ title: "Mine" }, { "if-match": "*" })).status).toBe(200);
  });

  it("refuses keys, chapters and covers that it does not know (422)", async () => {
    for (const wrong of [{ tittle: "x" }, { openingChapter: "none" }, { cover: "images/no.png" }])
      expect((await put({ title: "T", ...wrong }, { "if-match": "*" })).status).toBe(422);
  });
});

describe("/course", () => {
  const lesson = (name: string, more: object = {}) => ({
    name,
    subject: `About ${name}`,
    day: 1,
    isLive: true,
    markdown: `Words of ${name}.\n`,
    ...more,
  });
  const put = (lessons: object[], headers: Record<string, string> = { "if-match": "*" }) =>
    callApi("PUT", "/course", { token, body: { lessons }, headers });

  it("is replaced whole: new, changed, moved and left out", async () => {
    const first = await put([lesson("a"), lesson("b")]);
    expect(first.status).toBe(200);
    const second = await put([lesson("c"), lesson("a", { day: 4 })], etag(first));
    const { lessons } = await second.json();
    expect(lessons).toEqual([lesson("c"), lesson("a", { day: 4 })]);
    const again = await put([lesson("b"), ...lessons], etag(second));
    expect(await (await get("/course")).json()).toEqual(await again.json());
  });

  it("changes nothing when it is sent again, and refuses a stale writer", async () => {
    const first = await put([lesson("a")]);
    const same = await put([lesson("a")], { "if-match": '"stale"' });
    expect(same.headers.get("etag")).toBe(first.headers.get("etag"));
    const stale = await put([lesson("b")], { "if-match": '"stale"' });
    expect(stale.status).toBe(412);
    expect((await stale.json()).current.lessons).toHaveLength(1);
  });

  it("names the lesson that leads nowhere, and saves none", async () => {
    const refused = await put([lesson("a"), lesson("b", { markdown: "[x](nowhere.md)" })]);
    expect(refused.status).toBe(422);
    expect((await refused.json()).errors[0].pointer).toBe("#/lessons/1/markdown");
    expect((await put([lesson("a"), lesson("a")])).status).toBe(422);
    expect((await (await get("/course")).json()).lessons).toEqual([]);
  });
});

describe("people and failures", () => {
  it("signups come newest first, page by page, with scope people alone", async () => {
    const slugs = ["one", "two"];
    for (const [position, slug] of slugs.entries()) {
      await buildChapter({ slug, position });
      const email = `${slug}@example.com`;
      await signUp({
        email,
        chapter: slug,
        asker: ANYBODY,
        page: "/",
        network: "n",
        source: "api",
      });
    }
    const first = await (await get("/signups?limit=1")).json();
    expect(first).toMatchObject({ data: [{ email: "two@example.com" }], has_more: true });
    const rest = await (await get(`/signups?limit=1&cursor=${first.next_cursor}`)).json();
    expect(rest).toMatchObject({ data: [{ email: "one@example.com", chapter: "one" }] });
    expect(rest.next_cursor).toBeNull();
    const reads = await tokenFor("author@example.com", ["read", "write", "publish"]);
    expect((await get("/signups", reads)).status).toBe(403);
  });

  it("orders are an empty list until there is a shop", async () => {
    expect(await (await get("/orders")).json()).toEqual({
      data: [],
      has_more: false,
      next_cursor: null,
    });
  });

  it("failures hide addresses from a token without people, and are replayed once", async () => {
    const [failure] = await getDb()
      .insert(failures)
      .values({
        queue: "letters-course",
        jobId: randomUUID(),
        input: { letterId: randomUUID() },
        cause: "550 <ada@example.com>",
        message: "550 5.1.1 <ada@example.com>: no such mailbox",
        tries: 8,
      })
      .returning();
    const reads = await tokenFor("author@example.com", ["read"]);
    expect(await (await get("/failures", reads)).text()).not.toContain("ada@");
    expect(await (await get("/failures")).text()).toContain("ada@example.com");
    const replay = (id: string | undefined) => callApi("POST", `/failures/${id}/replay`, { token });
    expect((await replay(failure?.id)).status).toBe(204);
    expect((await replay(failure?.id)).status).toBe(409);
    expect((await replay(randomUUID())).status).toBe(404);
    expect((await replay("none")).status).toBe(404);
  });
});
