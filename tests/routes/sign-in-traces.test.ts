import { sql } from "drizzle-orm";
import { symbols } from "pino";
import { beforeAll, describe, expect, it } from "vitest";
import { POST as code } from "@/app/api/forms/code/route";
import { sessions, signInRequests } from "@/drizzle/schema/readers";
import { publishSettings } from "@/lib/config";
import { read } from "@/lib/db/transaction";
import { log } from "@/lib/log";
import { makeBrowser } from "@/tests/support/browser-cookies";
import { askIn, SESSION } from "@/tests/support/sign-in-browser";
import { otherCode } from "@/tests/support/sign-in-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(() => publishSettings({ SITE_RUNTIME: "launcher" }));

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
