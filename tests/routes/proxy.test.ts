import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy } from "@/proxy";

/** What the page is told, which it repeats in its scripts, and what the browser is told. */
function policiesFor(address: string, headers: Record<string, string> = {}) {
  const answer = proxy(new NextRequest(new URL(address, "http://localhost:3000"), { headers }));
  return {
    page: answer.headers.get("x-middleware-request-content-security-policy"),
    browser: answer.headers.get("content-security-policy"),
  };
}

const COOKIE = { cookie: "handbook-unlock=some" };
const NONE = { page: null, browser: null };

describe("the nonce of a page that is rendered per request", () => {
  it("is new for each answer, and the same for page and browser", () => {
    const policies = ["/login", "/search?q=a", "/live/landing"].map((address) =>
      policiesFor(address),
    );
    for (const { page, browser } of policies) {
      expect(page).toMatch(/'nonce-[\w+/]{22}=='/);
      expect(browser).toBe(page);
    }
    expect(new Set(policies.map(({ page }) => page)).size).toBe(policies.length);
    expect(policiesFor("/chapters/one", COOKIE).page).toContain("'nonce-");
  });

  it("is never the client's", () => {
    const planted = { "content-security-policy": "script-src 'nonce-planted'" };
    expect(policiesFor("/login", planted).page).not.toContain("planted");
  });
});

describe("a page that is kept for anybody", () => {
  const planted = { "content-security-policy": "x", "content-security-policy-report-only": "x" };

  it("gets no nonce from a request that a policy of its own led here, whatever its cookies look like", () => {
    for (const cookie of [
      "handbook-form=",
      "handbook-form=; handbook-form=some",
      'handbook-form=""',
      "handbook-unlock=some",
    ])
      for (const [name, value] of Object.entries(planted))
        expect(policiesFor("/chapters/one", { [name]: value, cookie }), cookie).toEqual(NONE);
  });

  it("gets none under an address written in another way, which no rewrite leads to the sibling", () => {
    for (const address of [
      "/chapters/%6Fne",
      "/%63ontents",
      "/PRIVACY",
      "/CONTENTS",
      "/Chapters/one",
      "/fixed/privacy",
      "/fixe%64/privacy",
      `/chapters/${"a".repeat(81)}`,
    ]) {
      expect(policiesFor(address, COOKIE), address).toEqual(NONE);
      expect(policiesFor(address, { ...COOKIE, ...planted }), address).toEqual(NONE);
    }
  });
});
