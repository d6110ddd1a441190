import { sql } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { openChapter } from "@/lib/access/open-chapter";
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

describe("publishing", () => {
  const open = () => openChapter({ slug: "one", asker: ANYBODY, now: new Date() });

  it("shows the newest to readers, with its lock, and takes it away again", async () => {
    await put("one", ONE, NEW);
    const live = await post("/chapters/one/publish", { note: "First" });
    expect(await live.json()).toMatchObject({ state: "live", version: 1 });
    expect(await open()).toMatchObject({ value: { edition: "preview" } });
    await put("one", { ...ONE, title: "B" }, seen(1));
    expect(await (await get("/chapters/one")).json()).toMatchObject({ state: "changed" });
    expect(await (await post("/chapters/one/publish", { version: 1 })).json()).toMatchObject({
      state: "changed",
    });
    expect(await (await post("/chapters/one/unpublish")).json()).toMatchObject({ state: "draft" });
    expect((await open()).ok).toBe(false);
  });

  it("waits for the time that it is given or that the text names", async () => {
    const publishAt = "2099-01-01T08:00:00Z";
    await put("one", { ...ONE, publishAt }, NEW);
    expect(await (await post("/chapters/one/publish")).json()).toMatchObject({
      state: "scheduled",
      scheduledFor: "2099-01-01T08:00:00.000Z",
    });
    const now = await post("/chapters/one/publish", { publishAt: null });
    expect(await now.json()).toMatchObject({ state: "live" });
    await put("two", { ...ONE, title: "Two" }, NEW);
    const later = await post("/chapters/two/publish", { publishAt });
    expect(await later.json()).toMatchObject({ state: "scheduled" });
  });

  it("refuses what would be broken, by line, and versions that are none", async () => {
    await put(
      "one",
      { ...ONE, markdown: "Words.\n\n[x](nowhere.md) ![y](../images/no.png)\n" },
      NEW,
    );
    const broken = await post("/chapters/one/publish");
    expect(broken.status).toBe(422);
    expect((await broken.json()).errors).toHaveLength(2);
    expect((await post("/chapters/one/publish", { version: 9 })).status).toBe(422);
    expect((await post("/chapters/none/publish")).status).toBe(404);
    expect((await post("/chapters/none/unpublish")).status).toBe(404);
  });

  it("moves to a new slug, and tells where it is until then", async () => {
    await put("one", ONE, NEW);
    await post("/chapters/one/publish");
    const renamed = await put("one", { ...ONE, slug: "uno" }, seen(1));
    expect(await renamed.json()).toMatchObject({ slug: "uno", address: "one", state: "changed" });
    expect(await (await post("/chapters/one/publish")).json()).toMatchObject({ slug: "uno" });
    expect((await get("/chapters/uno")).status).toBe(200);
  });
});
