import { readdirSync } from "node:fs";
import path from "node:path";
import type { APIRequestContext } from "@playwright/test";
import { API_ROWS, type Row } from "@/tests/e2e/api-rows";
import { expect, test } from "@/tests/e2e/fixtures";
import { WORKSHOP_ROWS } from "@/tests/e2e/workshop-rows";
import { ROOT } from "@/tests/support/source-files";

/** Who may call what: a new route without a row here fails. What a row's answer holds is tested where the route is. */

const ROWS: Record<string, Row[]> = {
  ...API_ROWS,
  ...WORKSHOP_ROWS,
  "api/auth/[...nextauth]": [
    {
      method: "GET",
      path: "/api/auth/session",
      nobody: 200,
      forged: 200,
      note: "an empty session",
    },
  ],
  "api/author/letters/broadcasts/[id]": [
    {
      method: "GET",
      path: "/api/author/letters/broadcasts/00000000-0000-4000-8000-000000000000",
      nobody: 404,
      forged: 404,
    },
  ],
  "api/author/letters/lessons/[id]/[audience]": [
    {
      method: "GET",
      path: "/api/author/letters/lessons/00000000-0000-4000-8000-000000000000/reader",
      nobody: 404,
      forged: 404,
    },
  ],
  "api/author/letters/samples/[name]": [
    { method: "GET", path: "/api/author/letters/samples/lesson", nobody: 404, forged: 404 },
  ],
  "api/cron": [{ method: "GET", path: "/api/cron", nobody: 401, forged: 401 }],
  "api/forms/code": [{ method: "POST", path: "/api/forms/code", nobody: 422, forged: 422 }],
  "api/forms/confirm": [{ method: "POST", path: "/api/forms/confirm", nobody: 422, forged: 422 }],
  "api/forms/course": [{ method: "POST", path: "/api/forms/course", nobody: 422, forged: 422 }],
  "api/forms/login": [{ method: "POST", path: "/api/forms/login", nobody: 422, forged: 422 }],
  "api/forms/login-confirm": [
    { method: "POST", path: "/api/forms/login-confirm", nobody: 422, forged: 422 },
  ],
  "api/forms/logout": [
    {
      method: "POST",
      path: "/api/forms/logout",
      nobody: 200,
      forged: 200,
      note: "ends what is not there",
    },
  ],
  "api/forms/unlock": [{ method: "POST", path: "/api/forms/unlock", nobody: 422, forged: 422 }],
  "api/forms/unsubscribe": [
    { method: "POST", path: "/api/forms/unsubscribe", nobody: 422, forged: 422 },
    { method: "POST", path: "/api/forms/unsubscribe?token=forged", nobody: 422, forged: 422 },
    { method: "GET", path: "/api/forms/unsubscribe?token=forged", nobody: 303, forged: 303 },
  ],
  "api/health/alarms": [{ method: "GET", path: "/api/health/alarms", nobody: 200, forged: 200 }],
  "api/health/live": [{ method: "GET", path: "/api/health/live", nobody: 200, forged: 200 }],
  "api/health/ready": [{ method: "GET", path: "/api/health/ready", nobody: 200, forged: 200 }],
  "api/internal/revalidate": [
    { method: "POST", path: "/api/internal/revalidate", nobody: 404, forged: 404 },
  ],
  "api/mailbox": [
    {
      method: "GET",
      path: "/api/mailbox",
      nobody: 404,
      forged: 404,
      note: "whoever comes through a proxy",
    },
  ],
  "api/mailbox/[id]": [
    { method: "GET", path: "/api/mailbox/0123456789abcdef01234567", nobody: 404, forged: 404 },
  ],
  "api/markdown/[slug]": [
    {
      method: "GET",
      path: "/chapters/getting-started.md",
      nobody: 200,
      forged: 200,
      note: "the preview",
    },
  ],
  "api/webhooks/mail": [
    {
      method: "POST",
      path: "/api/webhooks/mail",
      nobody: 404,
      forged: 404,
      note: "no secret is set",
    },
  ],
  "author/audience/export": [
    { method: "GET", path: "/author/audience/export", nobody: 401, forged: 401 },
  ],
  "feed.xml": [{ method: "GET", path: "/feed.xml", nobody: 200, forged: 200 }],
  "images/[id]/[width]": [{ method: "GET", path: "/images/nothing/640", nobody: 404, forged: 404 }],
  "llms.txt": [{ method: "GET", path: "/llms.txt", nobody: 200, forged: 200 }],
  "opengraph/[slug]": [{ method: "GET", path: "/opengraph/nothing", nobody: 404, forged: 404 }],
};

const FORGED = {
  cookie: "next-auth.session-token=forged; handbook-unlock=forged; handbook-sign-in=forged",
  authorization: "Bearer forged",
  "x-loopback-secret": "forged",
  "x-middleware-subrequest": "proxy:proxy:proxy",
};

test("each route handler has its row", () => {
  const found = readdirSync(path.join(ROOT, "app"), { recursive: true, encoding: "utf8" })
    .filter((name) => /(^|\/)route\.tsx?$/.test(name))
    .map((name) => path.posix.dirname(name).replace(/\([a-z]+\)\//g, ""));
  expect(found.toSorted()).toEqual(Object.keys(ROWS).toSorted());
});

for (const rows of Object.values(ROWS)) {
  for (const row of rows) {
    test(`${row.method} ${row.path} refuses nobody and forgers alike${row.note ? ` (${row.note})` : ""}`, async ({
      request,
    }) => {
      expect(await statusOf(request, row, {})).toBe(row.nobody);
      expect(await statusOf(request, row, FORGED)).toBe(row.forged);
    });
  }
}

async function statusOf(
  request: APIRequestContext,
  { method, path: address }: Row,
  headers: Record<string, string>,
) {
  const accept = { accept: "application/json" };
  const answer = await request.fetch(address, {
    method,
    headers: { ...accept, ...headers },
    maxRedirects: 0,
  });
  return answer.status();
}

test("a form sent from another site is refused", async ({ request }) => {
  for (const form of ["unlock", "login", "code", "login-confirm", "logout", "confirm", "course"]) {
    const foreign = await request.post(`/api/forms/${form}`, {
      headers: { origin: "https://elsewhere.example.com" },
      form: { email: "ada@example.com" },
    });
    expect(foreign.status(), form).toBe(403);
    const silent = await request.post(`/api/forms/${form}`, {
      headers: { "sec-fetch-site": "cross-site" },
      form: { email: "ada@example.com" },
    });
    expect(silent.status(), form).toBe(403);
  }
});

const FORWARDED: [string, string][] = [
  ["x-forwarded-for", "203.0.113.9"],
  ["forwarded", "for=203.0.113.9"],
  ["x-real-ip", "203.0.113.9"],
  ["host", "book.example.com"],
];

test("the mailbox closes as soon as anything stands between it and this machine", async ({
  siteUrl,
  playwright,
}) => {
  const context = await playwright.request.newContext({ extraHTTPHeaders: {} });
  expect((await context.get(`${siteUrl}/mailbox`)).status()).toBe(200);
  for (const [name, value] of FORWARDED) {
    expect(
      (await context.get(`${siteUrl}/mailbox`, { headers: { [name]: value } })).status(),
      name,
    ).toBe(404);
  }
  await context.dispose();
});
