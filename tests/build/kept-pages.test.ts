import { get, type IncomingHttpHeaders } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hashInlineScripts } from "@/app/_http/inline-script-hashes.js";
import { revokeGrant } from "@/lib/access/grants";
import { saveChapter } from "@/lib/author/chapters/save-chapter";
import { publishSettings } from "@/lib/config";
import { transaction } from "@/lib/db/transaction";
import { buildGrant } from "@/tests/support/build-askers";
import { buildBook, buildReader } from "@/tests/support/builders";
import { type DeployedSite, startInstance } from "@/tests/support/deployed-site";
import { AUTHOR, publishNow, textWith, writeChapter } from "@/tests/support/drafts";
import { sessionCookieFor, unlockCookieFor } from "@/tests/support/reading-cookies";
import { useTestDatabase } from "@/tests/support/test-database";

/** One instance of our own server, which keeps the pages it made for each kind of reader. */

const PAGE = "/chapters/one";
const LOCKED = "Nobody reads this for nothing";
const CARD = "Unlock your free chapter!";
/** The last of the echoes of a start or a change (app/_background/refresh-pages.ts) is over by then. */
const THROWN_AWAY_MS = 4_000;
const database = useTestDatabase();
let site: DeployedSite;

beforeAll(async () => {
  const NEXTAUTH_SECRET = "a-secret-that-only-tests-know-0123456789";
  publishSettings({ NEXTAUTH_SECRET });
  await buildBook();
  await writeChapter(`Open words.\n\n<!-- lock -->\n\n${LOCKED}.\n`);
  await publishNow();
  site = await startInstance({
    NEXTAUTH_SECRET,
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
  });
}, 120_000);
afterAll(() => site.stop());

type Answer = { status: number; headers: IncomingHttpHeaders; body: Buffer; html: string };

/** Without fetch, which unpacks by itself. */
const read = (headers: Record<string, string> = {}, path = PAGE) =>
  new Promise<Answer>((resolve, reject) => {
    get(`${site.url}${path}`, { headers }, async (answer) => {
      const body = Buffer.concat(await answer.toArray());
      const { statusCode: status = 0 } = answer;
      resolve({ status, headers: answer.headers, body, html: body.toString() });
    }).once("error", reject);
  });

/** Head and scripts hold the same parts in the order in which they were ready when the page was made. */
const seenOf = ({ html }: Answer) =>
  html.replace(/^[\s\S]*?<body/, "").replace(/<script[\s\S]*?<\/script>/g, "");

async function buildOwner() {
  const { id: readerId, email } = await buildReader();
  return { grantId: await buildGrant({ readerId }), cookie: await sessionCookieFor(email) };
}

describe("a kept page", () => {
  it("is the same for all of one kind, whole without its scripts, and another for the others", async () => {
    const [one, other] = [await buildOwner(), await buildOwner()];
    const stranger = await sessionCookieFor((await buildReader()).email);
    const first = await read({ cookie: one.cookie });
    expect(first.html).toContain(LOCKED);
    expect(first.html).not.toContain("$RC(");
    expect(seenOf(await read({ cookie: other.cookie }))).toBe(seenOf(first));
    for (const cookie of [stranger, "next-auth.session-token=nobody", "handbook-unlock=forged"]) {
      const { html } = await read({ cookie });
      expect(html).toContain(CARD);
      expect(html).not.toContain(LOCKED);
    }
    expect((await read()).html).not.toContain(LOCKED);
    expect(seenOf(await read({ cookie: one.cookie }))).toBe(seenOf(first));
  });

  it("is asked of the gate each time: a right that is taken or runs out ends at the next look", async () => {
    const { grantId, cookie } = await buildOwner();
    expect((await read({ cookie })).html).toContain(LOCKED);
    await transaction((tx) => revokeGrant(tx, { id: grantId, reason: "test", actor: "test" }));
    expect((await read({ cookie })).html).not.toContain(LOCKED);
    const expired = await buildGrant({ expiresAt: new Date(Date.now() - 1_000) });
    expect((await read({ cookie: await unlockCookieFor(expired) })).html).not.toContain(LOCKED);
  });

  it("need not be sent again to a browser that has it, unless it gets another edition now", async () => {
    const { grantId, cookie } = await buildOwner();
    await sleep(THROWN_AWAY_MS);
    const { headers } = await read({ cookie });
    const etag = String(headers.etag);
    expect(headers["cache-control"]).toBe("private, no-cache");
    const again = await read({ cookie, "if-none-match": `"other", ${etag}` });
    expect([again.status, again.body.length, again.headers.etag]).toEqual([304, 0, etag]);
    await transaction((tx) => revokeGrant(tx, { id: grantId, reason: "test", actor: "test" }));
    expect((await read({ cookie, "if-none-match": etag })).status).toBe(200);
  });

  it("comes packed as the browser can read it", async () => {
    await sleep(THROWN_AWAY_MS);
    const { html } = await read();
    const br = await read({ "accept-encoding": "gzip, deflate, br" });
    const gzip = await read({ "accept-encoding": "gzip" });
    const plain = await read({ "accept-encoding": "br;q=0" });
    expect(br.headers).toMatchObject({ "content-encoding": "br", vary: "Accept-Encoding" });
    expect(brotliDecompressSync(br.body).toString()).toBe(html);
    expect(gunzipSync(gzip.body).toString()).toBe(html);
    expect([plain.headers["content-encoding"], plain.html]).toEqual([undefined, html]);
  });

  it("names each of its scripts by hash and holds no nonce", async () => {
    const { cookie } = await buildOwner();
    for (const { html, headers } of [await read({ cookie }), await read()]) {
      const policy = String(headers["content-security-policy"]);
      for (const hash of hashInlineScripts(html)) expect(policy).toContain(hash);
      expect(hashInlineScripts(html).length).toBeGreaterThan(2);
      expect(html + policy).not.toMatch(/nonce[-=]/);
    }
  });

  it("is new after each publish, for readers and for anybody", async () => {
    const { cookie } = await buildOwner();
    await Promise.all([read({ cookie }), read()]);
    const text = textWith(`Newer words.\n\n<!-- lock -->\n\n${LOCKED}, newly.\n`);
    await saveChapter({ actor: AUTHOR, slug: "one", base: 1, text, door: "web" });
    await publishNow();
    expect((await read({ cookie })).html).toContain(`${LOCKED}, newly`);
    await expect.poll(async () => (await read()).html).toContain("Newer words");
  });
});

describe("a chapter that turns from free to sold and back", () => {
  it("never shows its locked words to a visitor in between", { timeout: 120_000 }, async () => {
    await writeChapter("A gift.\n", { slug: "gift", title: "Gift", access: "free" });
    await publishNow("gift");
    let isOver = false;
    const leaks: string[] = [];
    const visitor = async (cookie: string) => {
      while (!isOver) {
        const { html } = await read({ cookie }, "/chapters/gift");
        if (html.includes(LOCKED)) leaks.push(cookie);
      }
    };
    const visitors = ["handbook-unlock=x", "handbook-unlock=y", ""].map(visitor);
    for (let base = 1; base <= 16; base += 1) {
      const sold = { markdown: `Open.\n\n<!-- lock -->\n\n${LOCKED}.\n`, access: "book" } as const;
      const free = { markdown: `A gift, ${base}.\n`, access: "free" } as const;
      const { markdown, access } = base % 2 === 1 ? sold : free;
      const text = textWith(markdown, { slug: "gift", title: "Gift", access });
      await saveChapter({ actor: AUTHOR, slug: "gift", base, text, door: "web" });
      await publishNow("gift");
      await sleep(50 + (base % 4) * 40);
    }
    isOver = true;
    await Promise.all(visitors);
    expect(leaks).toEqual([]);
  });
});

describe("what only our own server may ask", () => {
  it("opens nothing to whoever sends its headers", async () => {
    const view = JSON.stringify({
      edition: "full",
      state: "owner",
      hasFreeChapter: false,
      isSignedIn: true,
      versionId: crypto.randomUUID(),
    });
    for (const secret of ["", "wrong", "only-this-process-knows-012345678"]) {
      const headers = { "x-chapter-view": view, "x-loopback-secret": secret };
      for (const path of [PAGE, "/live/chapters/one"]) {
        for (const cookie of ["", "handbook-unlock=none", "handbook-form=none"])
          expect((await read({ ...headers, cookie }, path)).html).not.toContain(LOCKED);
      }
    }
    expect((await read()).html).not.toContain(LOCKED);
  });
});

describe("what no kept page answers", () => {
  it("is left to Next: its router's own form, a form's answer, other addresses", async () => {
    const { cookie } = await buildOwner();
    await read({ cookie });
    expect((await read({ cookie, rsc: "1" })).status).toBe(307);
    const answered = await read({ cookie: `${cookie}; handbook-form=some` });
    expect(answered.html).toContain('nonce="');
    expect((await read({ cookie }, "/chapters/nowhere")).status).toBe(404);
    expect((await read({}, "/chapters/nowhere")).status).toBe(404);
    expect((await read({ cookie }, `${PAGE}?from=letter`)).html).toContain(LOCKED);
  });
});
