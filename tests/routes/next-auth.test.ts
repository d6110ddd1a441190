import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { GET, HEAD, POST } from "@/app/api/auth/[...nextauth]/route";
import { POST as code } from "@/app/api/forms/code/route";
import { POST as login } from "@/app/api/forms/login/route";
import { sessions, signInRequests, verificationTokens } from "@/drizzle/schema/readers";
import { publishSettings } from "@/lib/config";
import { read, transaction } from "@/lib/db/transaction";
import { makeBrowser } from "@/tests/support/browser-cookies";
import { type Browser, SESSION, signedInBrowser } from "@/tests/support/sign-in-browser";
import { readSignInLetters } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(() => publishSettings({ SITE_RUNTIME: "launcher" }));

const SITE = "http://localhost:3000";

const postTo = (
  path: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = {},
) =>
  POST(
    new Request(`${SITE}${path}`, {
      method: "POST",
      headers: { origin: SITE, ...headers },
      body: new URLSearchParams(fields),
    }),
  );

const cookiesOf = (browser: Browser) =>
  [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");

describe("next-auth's own sign-in by mail", () => {
  it("sends our letter and nothing else", async () => {
    const answer = await postTo("/api/auth/signin/email", {
      email: "Door@Example.com",
      callbackUrl: "/contents",
    });
    expect(answer.status).toBe(302);
    expect(answer.headers.getSetCookie().some((line) => line.startsWith("handbook-sign-in="))).toBe(
      true,
    );
    expect(await readSignInLetters("door@example.com")).toHaveLength(1);
    const [request] = await read((db) =>
      db.select().from(signInRequests).where(sql`email = 'door@example.com'`),
    );
    expect(request?.returnTo).toBe("/contents");
    expect(await read((db) => db.select().from(verificationTokens))).toEqual([]);
    const check = await makeBrowser().visit(
      GET,
      new URL(answer.headers.get("location") ?? "").pathname,
    );
    expect(check.headers.get("location")).toBe("/login/check");
  });

  it("answers a known and an unknown address alike", async () => {
    await signedInBrowser("known@example.com");
    const shape = async (email: string) => {
      const answer = await postTo("/api/auth/signin/email", { email });
      const cookies = answer.headers.getSetCookie().map((line) => line.split("=")[0]);
      return [answer.status, answer.headers.get("location"), await answer.text(), cookies];
    };
    expect(await shape("known@example.com")).toEqual(await shape("nobody@example.com"));
  });

  it("says on the login page that something is wrong with an address", async () => {
    const browser = makeBrowser();
    const answer = await postTo("/api/auth/signin/email", { email: "no address" });
    let next = new URL(answer.headers.get("location") ?? "");
    for (let hop = 0; hop < 3 && next.pathname !== "/login"; hop += 1) {
      next = new URL(
        (await browser.visit(GET, next.pathname + next.search)).headers.get("location") ?? "",
        SITE,
      );
    }
    expect(next.href).toBe(`${SITE}/login`);
    expect(browser.remembers("/login")?.problem).toContain("did not work");
  });

  it("is refused from another site's page", async () => {
    expect(
      (
        await postTo(
          "/api/auth/signin/email",
          { email: "a@example.com" },
          { origin: "https://evil.example" },
        )
      ).status,
    ).toBe(403);
  });
});

describe("next-auth's mailed callback", () => {
  it("consumes nothing, whoever opens it and how: it leads to the page with the button", async () => {
    const browser = makeBrowser();
    await browser.send(login, { email: "scanned@example.com" });
    const [letter] = await readSignInLetters("scanned@example.com");
    const query = new URLSearchParams({
      request: letter?.requestId ?? "",
      token: letter?.linkToken ?? "",
    });
    const path = `/api/auth/callback/email?${query}`;
    for (let opened = 0; opened < 20; opened += 1) {
      expect((await browser.visit(GET, path)).headers.get("location")).toBe(
        `/login/confirm?${query}`,
      );
    }
    expect((await postTo(path)).headers.get("location")).toBe(`/login/confirm?${query}`);
    expect((await HEAD(new Request(SITE + path, { method: "HEAD" }))).status).toBe(405);
    expect(
      (await browser.visit(GET, "/api/auth/callback/email?token=t&email=a@b.c")).headers.get(
        "location",
      ),
    ).toBe("/login");
    await browser.send(code, { code: letter?.code ?? "" });
    expect(browser.cookies.has(SESSION)).toBe(true);
  });
});

describe("next-auth's view of a session", () => {
  it("finds ours by its cookie, and a look neither prolongs nor deletes anything", async () => {
    const browser = await signedInBrowser("seen@example.com");
    const rows = () => read((db) => db.select().from(sessions));
    await transaction((tx) => tx.update(sessions).set({ expires: sql`now() + interval '2 days'` }));
    const before = await rows();
    const seen = await browser.visit(GET, "/api/auth/session");
    expect(await seen.json()).toMatchObject({ user: { email: "seen@example.com" } });
    expect(seen.headers.get("cache-control")).toBe("private, no-store");
    await transaction((tx) => tx.update(sessions).set({ expires: sql`now() - interval '1 day'` }));
    expect(await (await browser.visit(GET, "/api/auth/session")).json()).toEqual({});
    expect(await rows()).toHaveLength(before.length);
    expect(browser.cookies.has(SESSION)).toBe(false);
    expect(browser.cookies.has("handbook-hint")).toBe(false);
  });

  it("is not opened by what the table holds", async () => {
    await signedInBrowser("hashed@example.com");
    const [row] = await read((db) => db.select().from(sessions).where(sql`expires > now()`));
    const thief = makeBrowser();
    thief.cookies.set(SESSION, row?.sessionToken ?? "");
    expect(await (await thief.visit(GET, "/api/auth/session")).json()).toEqual({});
  });

  it("ends by its sign-out, which takes the hint along", async () => {
    const browser = await signedInBrowser("leaving@example.com");
    const answer = await postTo("/api/auth/signout", {}, { cookie: cookiesOf(browser) });
    expect(
      answer.headers
        .getSetCookie()
        .filter((line) => /Max-Age=0/.test(line))
        .map((line) => line.split("=")[0])
        .sort(),
    ).toEqual(["handbook-hint", SESSION]);
    expect(await (await browser.visit(GET, "/api/auth/session")).json()).toEqual({});
  });

  it("offers nothing that we do not use", async () => {
    for (const path of [
      "/api/auth/_log",
      "/api/auth/session",
      "/api/auth/callback/credentials",
      "/api/auth/anything",
    ]) {
      expect((await postTo(path)).status).toBe(404);
    }
    expect((await makeBrowser().visit(GET, "/api/auth/anything")).status).toBe(404);
  });
});
