import { beforeAll, describe, expect, it } from "vitest";
import { POST as code } from "@/app/api/forms/code/route";
import { POST as login } from "@/app/api/forms/login/route";
import { readers } from "@/drizzle/schema/readers";
import { publishSettings } from "@/lib/config";
import { transaction } from "@/lib/db/transaction";
import { readBinding } from "@/lib/readers/sign-in-binding";
import { makeBrowser, post } from "@/tests/support/browser-cookies";
import { askIn, signedInBrowser } from "@/tests/support/sign-in-browser";
import { useTestDatabase } from "@/tests/support/test-database";

const MOST_ROUNDS = 5;

useTestDatabase();
beforeAll(() => publishSettings({ SITE_RUNTIME: "launcher" }));

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
    const difference = () => Math.abs(median(times.known) - median(times.unknown));
    // Noise shrinks with every round; a real difference stays, however long one measures.
    for (let round = 0; round < MOST_ROUNDS && (round === 0 || difference() >= 5); round += 1) {
      const names = Array.from({ length: 60 }, (_, each) => `${round}-${each}@example.com`);
      const known = names.map((name) => ({ email: `known-${name}` }));
      await transaction((tx) => tx.insert(readers).values(known));
      for (const name of names) {
        times.known.push(await timeOf(`known-${name}`));
        times.unknown.push(await timeOf(`nobody-${name}`));
      }
    }
    expect(difference()).toBeLessThan(5);
  }, 120_000);
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
