import { sql } from "drizzle-orm";
import sharp from "sharp";
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
  await getDb().execute(
    sql`truncate chapters, versions, editions, books, lessons, book_files, images, signups, failures cascade`,
  );
  await buildBook();
});

const get = (address: string, as = token) => callApi("GET", address, { token: as });

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
    for (const none of ["none.png", "%00"]) expect((await get(`/images/${none}`)).status).toBe(404);
    const cursor = Buffer.from(JSON.stringify("\0")).toString("base64url");
    expect((await get(`/images?cursor=${cursor}`)).status).toBe(422);
  });
});
