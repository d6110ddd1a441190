import { beforeAll, describe, expect, it } from "vitest";
import { POST as code } from "@/app/api/forms/code/route";
import { POST as loginConfirm } from "@/app/api/forms/login-confirm/route";
import { POST as logout } from "@/app/api/forms/logout/route";
import { publishSettings } from "@/lib/config";
import { makeBrowser } from "@/tests/support/browser-cookies";
import { askIn, countSessions, SESSION, signedInBrowser } from "@/tests/support/sign-in-browser";
import { otherCode } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(() => publishSettings({ SITE_RUNTIME: "launcher" }));

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
