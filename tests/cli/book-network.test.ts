import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { publishSettings } from "@/lib/config";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { useServedApi } from "@/tests/support/api/serve-api";
import { book } from "@/tests/support/book-command";
import {
  chapterFile,
  DRAWING,
  lessonFile,
  removeBooksAfterwards,
  writeBook,
} from "@/tests/support/book-on-disk";
import { findFreePort } from "@/tests/support/free-port";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
removeBooksAfterwards();
const api = useServedApi();

let token = "";
beforeAll(async () => {
  token = await tokenFor();
  publishSettings({ BOOK_URL: api.url, BOOK_TOKEN: token });
});

let proxy: FaultProxy | undefined;
afterEach(async () => {
  api.before = () => undefined;
  await proxy?.close();
  proxy = undefined;
});

const NUMBERS = Array.from({ length: 12 }, (_, index) => index + 1);

function bookNamed(name: string) {
  const chapters = NUMBERS.map((number) => [
    `chapters/${number}-${name}-${number}.md`,
    chapterFile(`${name} ${number}`, `![Lanes](../images/${name}-${number}.svg)`),
  ]);
  const images = NUMBERS.map((number) => [
    `images/${name}-${number}.svg`,
    DRAWING.replace("10", `${number}`),
  ]);
  return writeBook({
    "course/01-hello.md": lessonFile("Hello", 1),
    ...Object.fromEntries([...chapters, ...images]),
  });
}

async function textsOnSite(name: string): Promise<Map<string, string>> {
  const { data } = await (await callApi("GET", "/chapters?limit=100", { token })).json();
  const texts = data.map(({ slug, markdown }: Record<string, string>) => [slug, markdown]);
  return new Map(texts.filter(([slug]: [string]) => slug.startsWith(name)));
}

/** Through a wire that cuts every so-manieth call, before or after it happened. */
async function withFaults(rate: number): Promise<FaultProxy> {
  proxy = await startFaultProxy(api.url, { rate, random: seededRandom(4) });
  return proxy;
}
const through = ({ url }: FaultProxy) => ({ BOOK_URL: url });

describe("push over a bad network", () => {
  it("dies in the middle without half a chapter, and the next push finishes", async () => {
    const folder = await bookNamed("dead");
    const wire = await withFaults(0);
    let puts = 0;
    api.before = (call) => {
      if (!call.startsWith("PUT /chapters/")) return;
      puts += 1;
      if (puts === 5) wire.down();
    };
    const broken = await book(["push", folder, "--yes", "--publish"], { settings: through(wire) });
    expect(broken.exit).toBe(1);
    expect(broken.told).toMatch(/cannot be reached \(.+\)\. Nothing is half done/);
    const texts = await textsOnSite("dead");
    expect(texts.size).toBeGreaterThanOrEqual(4);
    expect(texts.size).toBeLessThan(NUMBERS.length);
    for (const [slug, markdown] of texts)
      expect(markdown).toBe(`\n![Lanes](../images/${slug}.svg)\n`);
    wire.up();
    api.before = () => undefined;
    const finished = await book(["push", folder, "--yes", "--publish"]);
    expect(finished.exit).toBe(0);
    expect((await textsOnSite("dead")).size).toBe(NUMBERS.length);
    expect((await book(["push", folder, "--publish"])).said).toBe("Nothing to push.");
  });

  it("loses nothing and does nothing twice where every third call is cut", async () => {
    const folder = await bookNamed("shaky");
    const wire = await withFaults(0.35);
    const settings = through(wire);
    const pushed = await book(["push", folder, "--yes"], { settings });
    expect(pushed.told).not.toContain("refused");
    expect(pushed.exit).toBe(0);
    expect(wire.cuts.before + wire.cuts.after).toBeGreaterThan(3);
    expect((await textsOnSite("shaky")).size).toBe(NUMBERS.length);
    const versions = await callApi("GET", "/chapters/shaky-3/versions", { token });
    expect((await versions.json()).data).toHaveLength(1);
    const again = await book(["push", folder], { settings });
    expect(again.said).toContain("Nothing to push.");
  });

  it("stops at once when interrupted (130), and the next push goes on", async () => {
    const folder = await bookNamed("halt");
    const asked = new AbortController();
    api.before = (call) => {
      if (call === "PUT /chapters/halt-3") asked.abort();
    };
    const settings = { BOOK_URL: api.url };
    const options = { settings, signal: asked.signal };
    const stopped = await book(["push", folder, "--yes", "--json"], options);
    expect(stopped.exit).toBe(130);
    expect(stopped.told).toContain("Interrupted.");
    const versions = await readFile(path.join(folder, ".book/versions.json"), "utf8");
    expect(versions).toContain('"halt-2"');
    expect((await book(["push", folder, "--yes"])).exit).toBe(0);
    expect((await textsOnSite("halt")).size).toBe(NUMBERS.length);
  });

  it("says which site does not answer, and that an address is none", async () => {
    const nowhere = { BOOK_URL: `http://127.0.0.1:${await findFreePort()}` };
    const dead = await book(["status"], { settings: nowhere });
    expect(dead.exit).toBe(1);
    expect(dead.told).toContain(`${nowhere.BOOK_URL} cannot be reached (ECONNREFUSED)`);
    const wrong = await book(["status"], { settings: { BOOK_URL: "not an address" } });
    expect(wrong.exit).toBe(2);
    expect(wrong.told).toContain("BOOK_URL must be the site's address");
  });
});

describe("a chapter with a time", () => {
  it("is scheduled by the push that brings it, also when that one broke off", async () => {
    const head = "publishAt: 2099-01-01T00:00:00Z\n";
    const folder = await writeBook({ "chapters/01-later.md": chapterFile("Later", "x", head) });
    publishSettings({ BOOK_URL: api.url });
    const asked = new AbortController();
    api.before = (call) => {
      if (call.endsWith("/publish")) asked.abort();
    };
    const broken = await book(["push", folder, "--yes"], { signal: asked.signal });
    expect(broken.exit).toBe(130);
    api.before = () => undefined;
    await new Promise((resolve) => setTimeout(resolve, 200));
    const resumed = await book(["push", folder, "--yes"]);
    expect(resumed.exit).toBe(0);
    const stored = await (await callApi("GET", "/chapters/later", { token })).json();
    expect(stored).toMatchObject({ state: "scheduled", scheduledFor: "2099-01-01T00:00:00.000Z" });
    expect((await book(["push", folder])).exit).toBe(0);
  });
});
