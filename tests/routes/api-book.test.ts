import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import sharp from "sharp";
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

describe("/images", () => {
  const png = (color: string) =>
    sharp({ create: { width: 40, height: 20, channels: 3, background: color } })
      .png()
      .toBuffer();
  const post = (query: string, body: Uint8Array, type = "image/png") =>
    callApi("POST", `/images?${query}`, { token, body, headers: { "content-type": type } });

  it("takes a picture once, gives it back byte for byte, and lists it with its hash", async () => {
    const bytes = await png("red");
    const first = await post("path=images/a/red.png", bytes);
    expect(first.status).toBe(201);
    expect(await first.json()).toMatchObject({ path: "images/a/red.png", width: 40, height: 20 });
    expect((await post("path=images/a/red.png", bytes)).status).toBe(200);
    const back = await get("/images/a/red.png");
    expect(Buffer.from(await back.arrayBuffer()).equals(bytes)).toBe(true);
    const { data } = await (await get("/images")).json();
    expect(data).toMatchObject([{ path: "images/a/red.png", bytes: bytes.length }]);
    expect(data[0].sha256.slice(0, 32)).toBe(data[0].id);
  });

  it("takes a form as well, and replaces only when it is told to", async () => {
    await post("path=images/x.png", await png("red"));
    const form = (replace?: string) => {
      const made = new FormData();
      made.set("path", "images/x.png");
      if (replace) made.set("replace", replace);
      return made;
    };
    const send = async (sent: FormData) => {
      sent.set("file", new File([new Uint8Array(await png("blue"))], "blue.png"));
      return (await callApi("POST", "/images", { token, body: sent })).status;
    };
    expect(await send(form())).toBe(409);
    expect(await send(form("true"))).toBe(201);
  });

  it("refuses what is no picture, has no place, or is too large, with the reason", async () => {
    const bytes = await png("red");
    expect((await post("path=images/x.png", Buffer.from("no picture"))).status).toBe(422);
    expect((await post("path=../x.png", bytes)).status).toBe(422);
    expect((await post("", bytes)).status).toBe(422);
    expect((await post("path=images/x.png", bytes, "text/plain")).status).toBe(415);
    expect((await post("path=images/x.png", Buffer.alloc(20 * 1024 * 1024 + 20_000))).status).toBe(
      413,
    );
    const script = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>');
    const svg = await post("path=images/x.svg", script, "image/svg+xml");
    expect((await svg.json()).errors[0].message).toContain("line 1");
    expect((await get("/images/none.png")).status).toBe(404);
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
