import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { judgeMisses } from "@/lib/alarms/rules/synthetic";
import { findMiss, readOwnPages } from "@/lib/alarms/synthetic-reader";
import { forgetWatch, watchState } from "@/lib/alarms/watch-state";
import { publishSettings } from "@/lib/config";
import { beginStopping } from "@/lib/stopping";
import { startPretendedSite } from "@/tests/support/pretended-site";
import { usualThresholds } from "@/tests/support/simulated-site";

const LIMITS = usualThresholds().misses;
let site: Awaited<ReturnType<typeof startPretendedSite>>;
beforeAll(async () => {
  site = await startPretendedSite();
  publishSettings({
    HOST: "0.0.0.0",
    PORT: String(site.port),
    LOOPBACK_SECRET: "known-to-us",
    LOG_LEVEL: "silent",
  });
});
beforeEach(() => {
  site.state.answers = {};
  site.asked.length = 0;
  forgetWatch();
  watchState().startedAt = 0;
});
afterAll(async () => {
  publishSettings({ HOST: undefined, PORT: undefined, LOOPBACK_SECRET: undefined });
  await site.close();
});

describe("the synthetic reader", () => {
  it("reads the contents, a chapter, the landing page, a dynamic one and whether the site is ready", async () => {
    await readOwnPages();
    expect(site.asked.map(({ path }) => path)).toEqual([
      "/contents",
      "/",
      "/chapters/one",
      "/search",
      "/api/health/ready",
    ]);
    expect(watchState().misses.inARow).toBe(0);
  });

  it("says who it is, so that it is not counted among the readers", async () => {
    await readOwnPages();
    for (const { agent, secret } of site.asked)
      expect([agent, secret]).toEqual(["synthetic-reader", "known-to-us"]);
  });

  it("reads a book without chapters, too", async () => {
    site.state.contents = "No chapters yet";
    expect(await findMiss(site.url)).toBeUndefined();
    site.state.contents = '<a href="/chapters/one">One</a>';
  });

  it("misses a page that answers with an error, leads elsewhere, hangs or is not there", async () => {
    site.state.answers = { "/chapters/one": 500 };
    expect(await findMiss(site.url)).toBe("/chapters/one answered with 500");
    site.state.answers = { "/": 307 };
    expect(await findMiss(site.url)).toBe("/ answered with 307");
    site.state.answers = { "/search": "hang" };
    expect(await findMiss(site.url)).toBe("/search?q=reader gave no answer in five seconds");
    expect(await findMiss("http://127.0.0.1:2")).toBe("/contents broke off");
  });

  it("is serious after two misses in a row, very serious after four, and over at the first success", async () => {
    site.state.answers = { "/": 500 };
    const levels: (string | undefined)[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await readOwnPages();
      levels.push(judgeMisses(watchState().misses, LIMITS)[0]?.level);
    }
    expect(levels).toEqual([undefined, "serious", "serious", "very_serious"]);
    expect(judgeMisses(watchState().misses, LIMITS)[0]?.detail).toContain(
      "/ answered with 500, 4 times in a row",
    );
    site.state.answers = {};
    await readOwnPages();
    expect(judgeMisses(watchState().misses, LIMITS)).toEqual([]);
  });

  it("leaves what needs the database to the database's own alarm while that is gone", async () => {
    watchState().alone = { since: 0, incidents: [], notices: [] };
    site.state.answers = { "/search": 503, "/api/health/ready": 503 };
    await readOwnPages();
    expect(watchState().misses.inARow).toBe(0);
  });

  it("says nothing while the site starts", async () => {
    watchState().startedAt = Date.now();
    site.state.answers = { "/": 500 };
    await readOwnPages();
    expect(watchState().misses.inARow).toBe(0);
  });

  it("says nothing while the site stops", async () => {
    site.state.answers = { "/": 503 };
    beginStopping();
    await readOwnPages();
    expect(watchState().misses.inARow).toBe(0);
  });
});
