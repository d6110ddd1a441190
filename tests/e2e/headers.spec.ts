import type { APIRequestContext } from "@playwright/test";
import { expect, test } from "@/tests/e2e/fixtures";

/** Every route's headers, with and without each cookie: nobody's cache may mix readers up, every page has one policy. */

const PUBLIC = "public, max-age=0, must-revalidate";
const PERSONAL = "private, no-cache";
const SECRET = "private, no-store";

const COOKIES = [
  "next-auth.session-token=nobody",
  "__Secure-next-auth.session-token=nobody",
  "handbook-unlock=nothing",
  "handbook-form=nothing",
];

const TWICE = ["/", "/contents", "/chapters/getting-started", "/chapters/architecture-principles"];
const PUBLIC_PAGES = ["/privacy", "/terms", "/contact", "/developers", "/feed.xml", "/llms.txt"];
const PRIVATE_PAGES = [
  "/login",
  "/login/check",
  "/login/confirm",
  "/confirm",
  "/unsubscribe",
  "/library",
  "/search?q=a",
  "/mailbox",
  "/author",
  "/chapters/getting-started.md",
  "/live/chapters/getting-started",
  "/preview/forged",
  "/api/v1/chapters",
  "/api/v1/openapi.json",
  "/api/auth/session",
];

async function headersOf(request: APIRequestContext, path: string, cookie?: string) {
  const answer = await request.get(path, { headers: cookie ? { cookie } : {}, maxRedirects: 0 });
  return { status: answer.status(), all: answer.headersArray(), ...answer.headers() } as Record<
    string,
    unknown
  > & { all: { name: string; value: string }[] };
}

for (const path of TWICE) {
  test(`${path} is public for anybody and private for whoever brings a cookie`, async ({
    request,
  }) => {
    for (const attempt of ["miss", "hit"]) {
      expect((await headersOf(request, path))["cache-control"], attempt).toBe(PUBLIC);
    }
    for (const cookie of COOKIES)
      expect((await headersOf(request, path, cookie))["cache-control"], cookie).toBe(PERSONAL);
    expect((await headersOf(request, path, "handbook-hint=1"))["cache-control"]).toBe(PUBLIC);
  });
}

for (const path of PUBLIC_PAGES) {
  test(`${path} is public and fresh`, async ({ request }) => {
    expect((await headersOf(request, path))["cache-control"]).toBe(PUBLIC);
  });
}

for (const path of PRIVATE_PAGES) {
  test(`${path} is kept by nobody`, async ({ request }) => {
    expect((await headersOf(request, path))["cache-control"]).toBe(SECRET);
    for (const cookie of COOKIES)
      expect((await headersOf(request, path, cookie))["cache-control"], cookie).toBe(SECRET);
  });
}

test("every page has exactly one policy, and no page lets inline scripts run unnamed", async ({
  request,
}) => {
  for (const path of [
    ...TWICE,
    ...PUBLIC_PAGES.slice(0, 3),
    ...PRIVATE_PAGES.slice(0, 8),
    "/nowhere",
    "/chapters/nowhere",
  ]) {
    for (const cookie of [undefined, COOKIES[2]]) {
      const { all } = await headersOf(request, path, cookie);
      const policies = all
        .filter(({ name }) => name.toLowerCase() === "content-security-policy")
        .map(({ value }) => value);
      expect(policies, `${path} ${cookie}`).toHaveLength(1);
      const scripts = /script-src ([^;]*)/.exec(policies[0] ?? "")?.[1] ?? "";
      expect(scripts, path).not.toContain("'unsafe-inline'");
      expect(scripts, path).toMatch(/'(nonce|sha256)-/);
      expect(policies[0]).toContain("frame-ancestors 'none'");
    }
  }
});

test("a policy or nonce that a client sends is ignored and never kept with a page", async ({
  request,
}) => {
  const planted = { "content-security-policy": "script-src 'nonce-planted'" };
  for (const path of [
    "/chapters/choosing-a-provider",
    "/chapters/handling-secrets",
    "/search?q=a",
  ]) {
    const first = await request.get(path, { headers: planted });
    expect(await first.text()).not.toContain("planted");
    expect(first.headers()["content-security-policy"]).not.toContain("planted");
    expect(await (await request.get(path)).text()).not.toContain("planted");
  }
});

test("no nonce is kept with a page, however it was asked for first", async ({ request }) => {
  const planted = { "content-security-policy": "script-src 'nonce-planted'" };
  const asked = [
    { path: "/chapters/lambda-pipelines", headers: { ...planted, cookie: "handbook-form=" } },
    {
      path: "/chapters/where-to-store-data",
      headers: { ...planted, cookie: "handbook-form=; handbook-form=some" },
    },
    { path: "/chapters/%64ev-qa-and-prod", headers: { cookie: "handbook-form=some" } },
    { path: "/PRIVACY", headers: planted },
  ];
  for (const { path, headers } of asked) {
    await request.get(path, { headers });
    const kept = await request.get(decodeURIComponent(path).toLowerCase());
    expect(kept.status(), path).toBe(200);
    expect(await kept.text(), path).not.toContain('nonce="');
  }
});

test("every answer carries a request id, and keeps a well-formed one of the client", async ({
  request,
}) => {
  for (const path of [
    ...TWICE,
    ...PUBLIC_PAGES,
    ...PRIVATE_PAGES,
    "/nowhere",
    "/api/health/alarms",
    "/api/health/live",
    "/api/health/ready",
    "/api/cron",
  ]) {
    const { "x-request-id": id } = (await request.get(path, { maxRedirects: 0 })).headers();
    expect(id, path).toMatch(/^[A-Za-z0-9-]{8,64}$/);
  }
  const kept = await request.get("/api/health/live", {
    headers: { "x-request-id": "click-12345678" },
  });
  expect(kept.headers()["x-request-id"]).toBe("click-12345678");
});

test("the icon that browsers ask for by themselves is there", async ({ request }) => {
  const answer = await request.get("/favicon.ico");
  expect(answer.status()).toBe(200);
  expect(answer.headers()["content-type"]).toMatch(/^image\//);
});
