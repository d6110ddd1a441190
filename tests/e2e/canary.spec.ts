import { expect, test } from "@/tests/e2e/fixtures";
import { listLockedFragments } from "@/tests/support/locked-fragments";

/** Promise 1: locked text never leaves the server for anyone not entitled. */

const locked = listLockedFragments();
const fragments = locked.flatMap((chapter) => chapter.fragments);

const PREFETCHES: Record<string, string>[] = [
  {},
  { rsc: "1" },
  { rsc: "1", "next-router-prefetch": "1" },
  { rsc: "1", "next-router-segment-prefetch": "/_tree" },
  { rsc: "1", "next-router-segment-prefetch": "/_full" },
  { rsc: "1", "next-router-state-tree": "%5B%22%22%5D" },
  { purpose: "prefetch", "x-middleware-prefetch": "1" },
  { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" },
  { cookie: "handbook-unlock=eyJhbGciOiJub25lIn0.eyJncmFudHMiOltdfQ." },
  { cookie: "next-auth.session-token=00000000-0000-0000-0000-000000000000" },
  { cookie: "handbook-form=eyJwYWdlIjoiLyJ9" },
  { cookie: "handbook-hint=1", authorization: "Bearer nothing" },
];

test("the book has locked words to look for", () => {
  expect(locked.length).toBeGreaterThanOrEqual(13);
  for (const chapter of locked) expect(chapter.fragments.length, chapter.slug).toBeGreaterThan(2);
});

test("no answer to an unentitled visitor holds a locked word", async ({ request }) => {
  test.setTimeout(240_000);
  const queue = [
    "/",
    "/contents",
    "/search",
    "/login",
    "/library",
    "/feed.xml",
    "/sitemap.xml",
    "/robots.txt",
    "/llms.txt",
    "/nowhere",
  ];
  for (const { slug } of locked) {
    queue.push(
      `/chapters/${slug}`,
      `/chapters/${slug}.md`,
      `/live/chapters/${slug}`,
      `/api/markdown/${slug}`,
      `/opengraph/${slug}`,
    );
    queue.push(
      `/api/v1/chapters/${slug}`,
      `/chapters/${slug}/opengraph-image`,
      `/chapters/${slug}.rsc`,
      `/chapters/${slug}.txt`,
    );
  }
  const seen = new Set<string>();
  const leaks: string[] = [];
  while (queue.length > 0) {
    const path = queue.shift() ?? "";
    if (seen.has(path)) continue;
    seen.add(path);
    for (const headers of path.startsWith("/_next/") ? [{}] : PREFETCHES) {
      const answer = await request.get(path, { headers: { ...headers }, maxRedirects: 0 });
      const body = await answer.text();
      leaks.push(
        ...fragments
          .filter((fragment) => body.includes(fragment))
          .map((fragment) => `${path} ${JSON.stringify(headers)}: ${fragment}`),
      );
      queue.push(...linksIn(body));
    }
  }
  expect(seen.size).toBeGreaterThan(80);
  expect(leaks).toEqual([]);
});

test("search never matches a locked word", async ({ request }) => {
  for (const { slug, fragments: own } of locked) {
    const answer = await request.get(`/search?q=${encodeURIComponent(`"${own[0]}"`)}`);
    const body = await answer.text();
    expect(body.match(/<mark/g), `${slug}: ${own[0]}`).toBeNull();
  }
});

test("a browser with one unlocked chapter gets no other one", async ({ request, address }) => {
  const unlocked = await request.post("/api/v1/signups", {
    data: { email: address, chapter: "architecture-principles" },
  });
  expect(unlocked.status()).toBe(200);
  for (const { slug, fragments: own } of locked) {
    for (const path of [`/chapters/${slug}`, `/live/chapters/${slug}`, `/chapters/${slug}.md`]) {
      const body = await (await request.get(path)).text();
      const found = own.filter((fragment) => body.includes(fragment));
      if (slug === "architecture-principles") expect(found.length, path).toBeGreaterThan(0);
      else expect(found, path).toEqual([]);
    }
  }
});

/** Same-site addresses in markup and flight data, scripts and images included. */
function linksIn(body: string): string[] {
  const found = body.matchAll(/(?:href|src|srcSet|srcset)\\?["']?[:=]\s*\\?["'](\/[^"'\\\s#]+)/g);
  return [...found]
    .map((match) => match[1] ?? "")
    .filter((path) => !path.startsWith("//") && !path.startsWith("/api/auth"));
}
