import { sql } from "drizzle-orm";
import { symbols } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { readFormMemory } from "@/app/_http/form-memory";
import { POST as code } from "@/app/api/forms/code/route";
import { POST as login } from "@/app/api/forms/login/route";
import { POST as loginConfirm } from "@/app/api/forms/login-confirm/route";
import { POST as logout } from "@/app/api/forms/logout/route";
import { readers, sessions, signInRequests } from "@/drizzle/schema/readers";
import { publishSettings } from "@/lib/config";
import { read, transaction } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { readBinding } from "@/lib/readers/sign-in-binding";
import { makeBrowser, post } from "@/tests/support/browser-cookies";
import { otherCode, readSignInLetters } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(() => publishSettings({ SITE_RUNTIME: "launcher" }));

const SESSION = "next-auth.session-token";
const countSessions = async () => (await read((db) => db.select().from(sessions))).length;

async function askIn(browser: ReturnType<typeof makeBrowser>, email: string, returnTo?: string) {
  const answer = await browser.send(login, { email, ...(returnTo && { returnTo }) });
  const letter = (await readSignInLetters(email)).at(-1);
  if (!letter) throw new Error("No letter came.");
  return { answer, letter };
}

async function signedInBrowser(email: string) {
  const browser = makeBrowser();
  const { letter } = await askIn(browser, email);
  await browser.send(code, { code: letter.code });
  return browser;
}

describe("POST /api/forms/login", () => {
  it("leads to the page for the code, with a cookie that only we can read", async () => {
    const browser = makeBrowser();
    const { answer } = await askIn(browser, "ada@example.com", "/chapters/lambdas#b4");
    expect(answer.status).toBe(303);
    expect(answer.headers.get("location")).toBe("/login/check");
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    const [binding] = answer.headers
      .getSetCookie()
      .filter((line) => line.startsWith("handbook-sign-in="));
    expect(binding).toMatch(/; Path=\/; Max-Age=600; SameSite=Lax; HttpOnly$/);
    expect(await readBinding(browser.cookies.get("handbook-sign-in"), new Date())).toHaveLength(1);
    expect(browser.remembers("/login/check")?.values.email).toBe("ada@example.com");
  });

  it("keeps what was typed when it is no address", async () => {
    const browser = makeBrowser();
    const answer = await browser.send(login, { email: "ada at example", returnTo: "/contents" });
    expect(answer.headers.get("location")).toBe("/login");
    expect(browser.remembers("/login")).toMatchObject({
      values: { email: "ada at example", returnTo: "/contents" },
    });
    expect(browser.remembers("/login")?.problem).toContain("email address");
  });

  it("never leads to another site", async () => {
    for (const returnTo of [
      "https://evil.example",
      "//evil.example",
      "/\\evil.example",
      "javascript:alert(1)",
    ]) {
      const browser = makeBrowser();
      const { letter } = await askIn(
        browser,
        `away${Math.random()}@example.com`.toLowerCase(),
        returnTo,
      );
      const answer = await browser.send(code, { code: letter.code });
      expect(answer.headers.get("location")).toBe("/library");
    }
  });

  it("is refused when another site's page sent it", async () => {
    const request = post({ email: "ada@example.com" }, { origin: "https://evil.example" });
    expect((await login(request)).status).toBe(403);
  });

  it("answers a known and an unknown address alike: status, headers and body, as form and as JSON", async () => {
    await signedInBrowser("known@example.com");
    for (const accept of ["text/html", "application/json"]) {
      const [known, unknown] = [
        await shapeOf("known@example.com", accept),
        await shapeOf("nobody@example.com", accept),
      ];
      expect(known).toEqual(unknown);
    }
  });

  it("takes about as long for a known address as for an unknown one", async () => {
    const times = { known: [] as number[], unknown: [] as number[] };
    for (let count = 0; count < 60; count += 1)
      await transaction((tx) => tx.insert(readers).values({ email: `known${count}@example.com` }));
    for (let count = 0; count < 60; count += 1) {
      times.known.push(await timeOf(`known${count}@example.com`));
      times.unknown.push(await timeOf(`nobody${count}@example.com`));
    }
    expect(Math.abs(median(times.known) - median(times.unknown))).toBeLessThan(5);
  });
});

/** Cookie values are random; their lengths are not. */
async function shapeOf(email: string, accept: string) {
  const answer = await login(post({ email }, { accept, "x-forwarded-for": "198.51.100.7" }));
  const headers = Object.fromEntries(answer.headers);
  const cookies = answer.headers
    .getSetCookie()
    .map((line) => line.replace(/^(handbook-sign-in)=[^;]*/, (all) => `${all.length}`));
  const memory = cookies.map((line) => line.replace(/^handbook-form=[^;]+/, "handbook-form"));
  return {
    status: answer.status,
    body: await answer.text(),
    headers: { ...headers, "x-request-id": "", "set-cookie": memory },
  };
}

let networks = 0;
async function timeOf(email: string) {
  const request = post({ email }, { "x-forwarded-for": `203.0.${networks++ % 250}.7` });
  const startedAt = performance.now();
  await login(request);
  return performance.now() - startedAt;
}

const median = (values: number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

describe("POST /api/forms/code", () => {
  it("signs in with an HttpOnly session for thirty days and a readable hint, and returns to the paragraph", async () => {
    const browser = makeBrowser();
    const { letter } = await askIn(browser, "return@example.com", "/chapters/lambdas#b4");
    const answer = await browser.send(code, {
      code: ` ${letter.code.slice(0, 3)} ${letter.code.slice(3)} `,
    });
    expect(answer.headers.get("location")).toBe("/chapters/lambdas#b4");
    const lines = answer.headers.getSetCookie();
    const session = lines.find((line) => line.startsWith(`${SESSION}=`)) ?? "";
    expect(session).toMatch(
      /^[^=]+=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=\d+; SameSite=Lax; HttpOnly$/,
    );
    expect(Number(/Max-Age=(\d+)/.exec(session)?.[1])).toBeGreaterThan(30 * 86_400 - 120);
    const hint = lines.find((line) => line.startsWith("handbook-hint=")) ?? "";
    expect(hint).toMatch(/^handbook-hint=1; Path=\/; Max-Age=\d+; SameSite=Lax$/);
    expect(browser.cookies.has("handbook-sign-in")).toBe(false);
  });

  it("says so when the code is wrong, keeps the address and signs nobody in", async () => {
    const browser = makeBrowser();
    const { letter } = await askIn(browser, "typo@example.com");
    const answer = await browser.send(code, { code: otherCode(letter.code) });
    expect(answer.headers.get("location")).toBe("/login/check");
    expect(browser.remembers("/login/check")).toMatchObject({
      values: { email: "typo@example.com" },
    });
    expect(browser.remembers("/login/check")?.problem).toContain("does not match");
    expect(browser.cookies.has(SESSION)).toBe(false);
    const json = await browser.send(
      code,
      { code: otherCode(letter.code) },
      { accept: "application/json" },
    );
    expect(json.status).toBe(422);
    expect(await json.json()).toMatchObject({
      reason: "wrong_code",
      requestId: expect.any(String),
    });
  });

  it("takes the code in another browser that came by the mailed link", async () => {
    const { letter } = await askIn(makeBrowser(), "phone@example.com");
    const phone = makeBrowser();
    const wrong = await phone.send(code, {
      code: otherCode(letter.code),
      request: letter.requestId,
    });
    expect(wrong.headers.get("location")).toBe(`/login/check?request=${letter.requestId}`);
    expect(phone.remembers("/login/check")?.problem).toContain("does not match");
    await phone.send(code, { code: letter.code, request: letter.requestId });
    expect(phone.cookies.has(SESSION)).toBe(true);
  });

  it("names a request in its redirect only when it is one", async () => {
    const answer = await makeBrowser().send(code, { code: "1", request: "x\r\nset-cookie: a=b" });
    expect(answer.headers.get("location")).toBe("/login/check");
  });
});

describe("POST /api/forms/login-confirm", () => {
  it("signs in the browser that asked; another one is led to the code", async () => {
    const browser = makeBrowser();
    const { letter } = await askIn(browser, "button@example.com");
    const fields = { request: letter.requestId, token: letter.linkToken };
    const elsewhere = makeBrowser();
    const refused = await elsewhere.send(loginConfirm, fields);
    expect(refused.headers.get("location")).toBe(`/login/check?request=${letter.requestId}`);
    expect(refused.headers.get("location")).not.toContain(letter.linkToken);
    expect(elsewhere.cookies.has(SESSION)).toBe(false);
    await browser.send(loginConfirm, fields);
    expect(browser.cookies.has(SESSION)).toBe(true);
  });

  it("makes one session when fifty posts come at once", async () => {
    const browser = makeBrowser();
    const { letter } = await askIn(browser, "fifty@example.com");
    const before = await countSessions();
    const fields = { request: letter.requestId, token: letter.linkToken };
    const sent = Array.from({ length: 50 }, () =>
      browser.send(loginConfirm, fields, { accept: "application/json" }),
    );
    const statuses = (await Promise.all(sent)).map((answer) => answer.status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(await countSessions()).toBe(before + 1);
  });
});

describe("POST /api/forms/logout", () => {
  it("ends this session, takes its cookies, and leaves what this browser unlocked", async () => {
    const [here, there] = [
      await signedInBrowser("out@example.com"),
      await signedInBrowser("out@example.com"),
    ];
    here.cookies.set("handbook-unlock", "signed");
    const before = await countSessions();
    const answer = await here.send(logout, {});
    expect(answer.headers.get("location")).toBe("/");
    expect([...here.cookies.keys()]).toEqual(["handbook-unlock"]);
    expect(await countSessions()).toBe(before - 1);
    await there.send(logout, { everywhere: "1" });
    expect(await countSessions()).toBe(before - 2);
  });

  it("everywhere ends the sessions of all browsers, and of nobody else", async () => {
    const [here] = [
      await signedInBrowser("all@example.com"),
      await signedInBrowser("all@example.com"),
    ];
    await signedInBrowser("else@example.com");
    const before = await countSessions();
    await here.send(logout, { everywhere: "1" });
    expect(await countSessions()).toBe(before - 2);
  });
});

describe("what is written down", () => {
  it("holds no address, code or token: neither log lines nor the tables of requests and sessions", async () => {
    const lines: string[] = [];
    publishSettings({ LOG_LEVEL: "debug" });
    log().level = "debug";
    Object.assign(log(), { [symbols.streamSym]: { write: (line: string) => lines.push(line) } });
    const browser = makeBrowser();
    const { letter } = await askIn(browser, "quiet@example.com");
    await browser.send(code, { code: otherCode(letter.code) });
    await browser.send(code, { code: letter.code });
    const written = lines.join("") + JSON.stringify(await read((db) => db.select().from(sessions)));
    expect(lines.length).toBeGreaterThan(2);
    const requests = JSON.stringify(
      await read((db) => db.select().from(signInRequests).where(sql`email = 'quiet@example.com'`)),
    );
    for (const secret of [letter.code, letter.linkToken, browser.cookies.get(SESSION) ?? "none"]) {
      expect(written + requests).not.toContain(secret);
    }
    expect(lines.join("")).not.toContain("quiet@");
  });
});

describe("on https", () => {
  it("every cookie is Secure and the session has its other name", async () => {
    publishSettings({
      NEXTAUTH_URL: "https://book.example.com",
      MAIL_URL: "smtp://mail.example.com",
    });
    const browser = makeBrowser("https://book.example.com");
    const { letter } = await askIn(browser, "secure@example.com");
    const answer = await browser.send(code, { code: letter.code });
    const lines = answer.headers.getSetCookie();
    expect(lines.some((line) => line.startsWith(`__Secure-${SESSION}=`))).toBe(true);
    for (const line of lines) expect(line).toMatch(/; Secure$/);
    publishSettings({ NEXTAUTH_URL: undefined, MAIL_URL: undefined });
  });
});

it("the form memory is read by its own page only", () => {
  expect(readFormMemory(new Headers(), "/login")).toBeUndefined();
});
