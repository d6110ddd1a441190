import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { getDb } from "@/lib/db/pool";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { buildBook } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let token = "";

beforeAll(async () => {
  token = await tokenFor();
});

beforeEach(async () => {
  await getDb().execute(sql`truncate chapters, versions, editions, books cascade`);
  await buildBook();
});

const ONE = { title: "One", markdown: "Open words.\n\n<!-- lock -->\n\nLocked words.\n" };
const NEW = { "if-none-match": "*" };
const seen = (version: number) => ({ "if-match": `"${version}"` });

const put = (slug: string, body: object, headers: Record<string, string>) =>
  callApi("PUT", `/chapters/${slug}`, { token, body, headers });
const get = (address: string) => callApi("GET", address, { token });
const post = (address: string, body?: object, headers?: Record<string, string>) =>
  callApi("POST", address, { token, body, headers });

describe("writing a chapter", () => {
  it("makes a draft of a new one, with every field there and its version as ETag", async () => {
    const answer = await put("one", { ...ONE, file: "first" }, NEW);
    expect(answer.status).toBe(201);
    expect(answer.headers.get("etag")).toBe('"1"');
    expect(await answer.json()).toEqual({
      slug: "one",
      title: "One",
      description: null,
      part: null,
      access: "book",
      emailUnlock: true,
      image: null,
      was: [],
      publishAt: null,
      markdown: ONE.markdown,
      state: "draft",
      version: 1,
      file: "first",
    });
  });

  it("keeps the text byte for byte, and takes back what it gave as no change", async () => {
    const markdown = "\tTab, two spaces  \r\n\r\n&nbsp; é 🙂 \u2028 no end";
    await put("one", { ...ONE, markdown }, NEW);
    const read = await get("/chapters/one");
    const chapter = await read.json();
    expect(chapter.markdown).toBe(markdown);
    const again = await put("one", chapter, { "if-match": read.headers.get("etag") ?? "" });
    expect(again.status).toBe(200);
    expect(again.headers.get("etag")).toBe('"1"');
    expect(await again.json()).toEqual(chapter);
  });

  it("answers a repeat of either write as no change", async () => {
    await put("one", ONE, NEW);
    expect((await put("one", ONE, NEW)).status).toBe(200);
    const second = { ...ONE, markdown: "Second.\n" };
    expect((await (await put("one", second, seen(1))).json()).version).toBe(2);
    const repeat = await put("one", second, seen(1));
    expect(repeat.status).toBe(200);
    expect((await repeat.json()).version).toBe(2);
  });

  it("needs to be told which version was seen (428)", async () => {
    await put("one", ONE, NEW);
    for (const slug of ["one", "two"]) expect((await put(slug, ONE, {})).status).toBe(428);
  });

  it("answers 412 with what is there when somebody else wrote first, and keeps theirs", async () => {
    await put("one", ONE, NEW);
    await put("one", { ...ONE, markdown: "Theirs.\n" }, seen(1));
    const mine = await put("one", { ...ONE, description: "Mine" }, seen(1));
    expect(mine.status).toBe(412);
    expect(mine.headers.get("etag")).toBe('"2"');
    expect((await mine.json()).current).toMatchObject({ version: 2, markdown: "Theirs.\n" });
    for (const headers of [NEW, seen(7), { "if-match": 'W/"2"' }, { "if-match": "nonsense" }])
      expect((await put("one", { ...ONE, title: "Other" }, headers)).status).toBe(412);
    expect((await (await get("/chapters/one")).json()).version).toBe(2);
  });

  it("takes If-Match: * and a list for what they mean", async () => {
    await put("one", ONE, NEW);
    expect((await put("one", { ...ONE, title: "A" }, { "if-match": "*" })).status).toBe(200);
    expect((await put("one", { ...ONE, title: "B" }, { "if-match": '"1", "2"' })).status).toBe(200);
    expect((await put("gone", ONE, { "if-match": "*" })).status).toBe(404);
    expect((await put("gone", ONE, seen(1))).status).toBe(404);
  });

  it("never gives one address to two chapters (409)", async () => {
    await put("one", ONE, NEW);
    await put("two", { ...ONE, title: "Two" }, NEW);
    expect((await put("two", { ...ONE, slug: "one" }, seen(1))).status).toBe(409);
    await callApi("DELETE", "/chapters/one", { token });
    expect((await put("one", { ...ONE, title: "Another" }, NEW)).status).toBe(409);
    expect((await put("three", { ...ONE, slug: "four" }, NEW)).status).toBe(409);
  });

  it("names each wrong field with a pointer (422)", async () => {
    const answer = await put(
      "one",
      { title: " ", markdown: "a\0b", access: "all", was: ["No Slug"], extra: 1 },
      NEW,
    );
    expect(answer.status).toBe(422);
    const { errors, type } = await answer.json();
    expect(type).toBe("http://localhost:3000/developers#problem-422");
    const pointers = errors.map(({ pointer }: { pointer: string }) => pointer);
    expect(pointers).toEqual(
      expect.arrayContaining(["#/title", "#/access", "#/was/0", "#/markdown", "#"]),
    );
  });
});

describe("chapters", () => {
  it("come in the book's order, page by page", async () => {
    for (const slug of ["one", "two", "three"]) await put(slug, { ...ONE, title: slug }, NEW);
    const first = await (await get("/chapters?limit=2")).json();
    expect(first.data.map(({ slug }: { slug: string }) => slug)).toEqual(["one", "two"]);
    expect(first.has_more).toBe(true);
    const rest = await (await get(`/chapters?limit=2&cursor=${first.next_cursor}`)).json();
    expect(rest.data.map(({ slug }: { slug: string }) => slug)).toEqual(["three"]);
    expect(rest).toMatchObject({ has_more: false, next_cursor: null });
  });

  it("refuse a cursor or limit that is none (422)", async () => {
    for (const query of ["cursor=%00", "cursor=e30", "limit=0", "limit=101", "limit=x", "size=3"])
      expect((await get(`/chapters?${query}`)).status, query).toBe(422);
  });

  it("are put in order, all or none", async () => {
    for (const slug of ["one", "two"]) await put(slug, { ...ONE, title: slug }, NEW);
    expect((await post("/chapters/order", { slugs: ["two", "one"] })).status).toBe(200);
    const { data } = await (await get("/chapters")).json();
    expect(data.map(({ slug }: { slug: string }) => slug)).toEqual(["two", "one"]);
    for (const slugs of [["one"], ["one", "one"], ["one", "two", "three"]])
      expect((await post("/chapters/order", { slugs })).status).toBe(409);
  });

  it("may be called order too", async () => {
    expect((await put("order", { ...ONE, title: "Order" }, NEW)).status).toBe(201);
    expect((await get("/chapters/order")).status).toBe(200);
  });

  it("show their history by door, newest first", async () => {
    await put("one", ONE, NEW);
    await put("one", { ...ONE, title: "B" }, { ...seen(1), "user-agent": "book-cli/1" });
    const page = await (await get("/chapters/one/versions?limit=1")).json();
    expect(page.data).toMatchObject([
      { version: 2, door: "cli", author: "author:author@example.com", isPublished: false },
    ]);
    const rest = await (
      await get(`/chapters/one/versions?limit=1&cursor=${page.next_cursor}`)
    ).json();
    expect(rest.data).toMatchObject([{ version: 1, door: "api" }]);
  });

  it("are deleted once, by those who saw the newest", async () => {
    await put("one", ONE, NEW);
    const remove = (headers: Record<string, string>) =>
      callApi("DELETE", "/chapters/one", { token, headers });
    expect((await remove(seen(9))).status).toBe(412);
    expect((await remove(seen(1))).status).toBe(204);
    expect((await remove({})).status).toBe(404);
  });
});
