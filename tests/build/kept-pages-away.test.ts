import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { announceChange } from "@/lib/book/changes";
import { publishSettings } from "@/lib/config";
import { transaction } from "@/lib/db/transaction";
import { buildGrant } from "@/tests/support/build-askers";
import { buildBook, buildReader } from "@/tests/support/builders";
import { type DeployedSite, startInstance } from "@/tests/support/deployed-site";
import { publishNow, writeChapter } from "@/tests/support/drafts";
import { sessionCookieFor } from "@/tests/support/reading-cookies";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

/** The shelf of kept pages is empty, since the book has just changed, and the database goes away. */

const LOCKED = "Nobody reads this for nothing";
/** A change throws pages away at once, and twice more for what was in the making. */
const THROWN_AWAY_MS = 4_000;
/** Then the pages for anybody are made again. */
const MADE_AGAIN_MS = 3_000;
const database = useTestDatabase();
let proxy: FaultProxy;
let site: DeployedSite;

beforeAll(async () => {
  const NEXTAUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
  publishSettings({ NEXTAUTH_SECRET });
  await buildBook();
  for (const slug of ["one", "two"]) {
    await writeChapter(`Open words.\n\n<!-- lock -->\n\n${LOCKED}.\n`, { slug, title: slug });
    await publishNow(slug);
  }
  proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(5) });
  site = await startInstance({
    NEXTAUTH_SECRET,
    POSTGRES_URL: proxy.url,
    DATA_DIR: database.dataDir,
    LOG_LEVEL: "silent",
  });
}, 120_000);
afterAll(async () => {
  await site.stop();
  await proxy.close();
});

const read = async (path: string, cookie = "") => {
  const answer = await fetch(`${site.url}${path}`, { headers: { cookie } });
  return { status: answer.status, html: await answer.text() };
};

describe.each(["down", "silence"] as const)("the database is away (%s)", (fault) => {
  it("what was allowed lately stays readable, and anybody reads what anybody may, asked for or not", {
    timeout: 90_000,
  }, async () => {
    const { id: readerId, email } = await buildReader();
    await buildGrant({ readerId });
    const cookie = await sessionCookieFor(email);
    await sleep(THROWN_AWAY_MS);
    expect((await read("/chapters/one", cookie)).html).toContain(LOCKED);
    await transaction((tx) => announceChange(tx, ["other"]));
    await sleep(THROWN_AWAY_MS + MADE_AGAIN_MS);
    proxy[fault]();
    expect((await read("/chapters/one", cookie)).html).toContain(LOCKED);
    for (const path of ["/", "/contents"]) expect((await read(path)).status, path).toBe(200);
    const stranger = await read("/chapters/two");
    expect(stranger.status).toBe(200);
    expect(stranger.html).not.toContain(LOCKED);
    proxy.up();
    const isBack = async () => (await read("/chapters/two", cookie)).html.includes(LOCKED);
    await expect.poll(isBack, { timeout: 20_000 }).toBe(true);
  });
});
