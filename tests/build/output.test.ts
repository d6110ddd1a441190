import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { COOKIES, SESSION_COOKIES } from "@/app/_http/cookies";
import { readBuildOutput, readBuiltTexts } from "@/tests/support/build-output";
import { listLockedFragments } from "@/tests/support/locked-fragments";
import { listSourceFiles, ROOT } from "@/tests/support/source-files";

/** The table under "Put it on Vercel" in README.md, looked up in what the build made of it. */

/** Kept as files until the next publish; the same for anybody. */
const STATIC = [
  /^\/_(not-found|global-error)$/,
  /^\/chapters\/\[slug\]$/,
  /^\/fixed\//,
  /^\/(privacy|terms|contact|developers)$/,
  /^\/opengraph\//,
  /^\/(favicon\.ico|(apple-)?icon\b[^/]*)$/,
];

/** Rendered per request, in Node: whatever reads a cookie, writes, or changes without a publish. */
const FUNCTIONS = [
  /^\/api\//,
  /^\/live\//,
  /^\/images\//,
  /^\/(login|confirm|unsubscribe|library|search|preview|mailbox|author)(\/|$)/,
  /^\/(feed\.xml|llms\.txt|robots\.txt|sitemap\.xml)$/,
];

const PERSONAL = [...SESSION_COOKIES, COOKIES.unlock, COOKIES.form];
const TWICE = ["/", "/contents", "/chapters/lambdas"];

let built: ReturnType<typeof readBuildOutput>;
beforeAll(() => {
  built = readBuildOutput();
});

const isAny = (patterns: RegExp[], route: string) => patterns.some((each) => each.test(route));

describe("what runs where", () => {
  it("is decided for each route: a static file or a function, never both and never neither", () => {
    const undecided = built.paths.filter(
      (route) => isAny(STATIC, route) === isAny(FUNCTIONS, route),
    );
    expect(undecided, "give each a class in this test").toEqual([]);
  });

  it("static pages and share pictures are made once and kept", () => {
    const kept = keptRoutes();
    expect(built.paths.filter((route) => isAny(STATIC, route) && !kept.has(route))).toEqual([]);
    expect([...kept]).toContain("/chapters/[slug]");
  });

  it("nothing that depends on who asks is kept", () => {
    expect([...keptRoutes()].filter((route) => isAny(FUNCTIONS, route))).toEqual([]);
  });

  it("nothing declares the edge runtime: what is no file is a Node function", () => {
    expect(built.edge.middleware).toEqual({});
    expect(built.edge.functions).toEqual({});
    const runtimes = Object.entries(built.functions.functions).map(([name, { runtime }]) => ({
      name,
      runtime,
    }));
    expect(runtimes.filter(({ runtime }) => runtime && runtime !== "nodejs")).toEqual([]);
    const declared = listSourceFiles().filter(({ text }) =>
      /export const runtime\s*=\s*["'](experimental-)?edge/.test(text),
    );
    expect(declared.map(({ name }) => name)).toEqual([]);
  });

  it("the proxy runs before a page for each cookie that makes it personal, and for no other", () => {
    const matchers = built.functions.functions["/_middleware"]?.matchers ?? [];
    const cookies = matchers.flatMap(({ has = [] }) => has).filter(({ type }) => type === "cookie");
    expect(cookies.map(({ key }) => key).toSorted()).toEqual(PERSONAL.toSorted());
  });
});

function keptRoutes(): Set<string> {
  const { routes, dynamicRoutes } = built.prerendered;
  const made = Object.entries(routes).map(([route, { srcRoute }]) => srcRoute ?? route);
  return new Set([...made, ...Object.keys(dynamicRoutes)]);
}

describe("the edge's rewrites", () => {
  it("lead each personal cookie from a static page to its sibling that asks the gate", () => {
    for (const page of TWICE) {
      for (const cookie of PERSONAL) {
        const rewrite = built.routes.rewrites.beforeFiles.find(
          ({ regex, has }) =>
            new RegExp(regex).test(page) && has?.some(({ key }) => key === cookie),
        );
        expect(rewrite?.destination, `${page} with ${cookie}`).toMatch(/^\/live\//);
      }
    }
  });

  it("lead a chapter's Markdown past both pages, whatever the cookies", () => {
    const rewrite = built.routes.rewrites.beforeFiles.find(({ regex }) =>
      new RegExp(regex).test("/chapters/lambdas.md"),
    );
    expect(rewrite).toMatchObject({ destination: "/api/markdown/:slug" });
    expect(rewrite?.has).toBeUndefined();
  });

  it("lead to routes that exist", () => {
    const known = built.paths.map((route) => route.replace(/\[[^\]]+\]/g, "*"));
    const missing = built.routes.rewrites.beforeFiles
      .map(({ destination }) => destination.replace(/:[a-z]+/g, "*"))
      .filter((destination) => !known.some((route) => matches(route, destination)));
    expect(missing).toEqual([]);
  });
});

/** `*` of a route stands for one segment. */
const matches = (route: string, address: string) =>
  new RegExp(`^${route.replace(/[.]/g, "\\.").replace(/\*/g, "[^/]+")}$`).test(address);

/** As the edge applies them: all rules that fit, a later one wins. */
function headersFor(address: string, cookie?: string): Record<string, string> {
  const fitting = built.routes.headers.filter(({ regex, has = [], missing = [] }) => {
    const isThere = ({ type, key }: { type: string; key: string }) =>
      type === "cookie" && key === cookie;
    return new RegExp(regex).test(address) && has.every(isThere) && !missing.some(isThere);
  });
  const pairs = fitting.flatMap(({ headers }) =>
    headers.map(({ key, value }) => [key.toLowerCase(), value] as const),
  );
  return Object.fromEntries(pairs);
}

describe("the edge's headers", () => {
  it("call a page public only without any personal cookie", () => {
    for (const page of TWICE) {
      expect(headersFor(page)["cache-control"]).toBe("public, max-age=0, must-revalidate");
      for (const cookie of PERSONAL)
        expect(headersFor(page, cookie)["cache-control"]).toBe("private, no-cache");
    }
  });

  it("keep nobody's answers in any cache", () => {
    for (const page of ["/library", "/login/check", "/search", "/chapters/lambdas.md", "/api/me/x"])
      expect(headersFor(page)["cache-control"], page).toBe("private, no-store");
  });

  it("let no cache of somebody else keep a page or share picture until it is told", () => {
    for (const page of ["/opengraph/lambdas", "/fixed/landing", "/privacy"])
      expect(headersFor(page)["cache-control"], page).toBe("public, max-age=0, must-revalidate");
    for (const page of ["/chapters/%6Cambdas", "/chapters/lambdas.rsc", "/chapters/a/b"])
      expect(headersFor(page)["cache-control"], page).toBe("private, no-cache");
  });

  it("give every address a policy, and a picture its own", () => {
    for (const page of [...TWICE, "/nowhere", "/api/v1/chapters", "/images/nothing"])
      expect(headersFor(page)["content-security-policy"], page).toContain("frame-ancestors 'none'");
    const picture = headersFor(`/images/${"0".repeat(32)}/640`);
    expect(picture["content-security-policy"]).toBe("sandbox; default-src 'none'");
    expect(picture["x-content-type-options"]).toBe("nosniff");
    expect(picture["cache-control"]).toBeUndefined();
  });
});

describe("what the build hands out", () => {
  const settings = readFileSync(path.join(ROOT, ".env.example"), "utf8").match(
    /\b[A-Z]+_[A-Z_]+\b/g,
  );
  const SECRETS = new Set([...(settings ?? []), "LOOPBACK_SECRET"]);

  it("names no setting and no database in a script", () => {
    expect([...SECRETS]).toContain("NEXTAUTH_SECRET");
    const scripts = readBuiltTexts("static", /\.js$/);
    expect(scripts.length).toBeGreaterThan(3);
    const forbidden = [...SECRETS, "drizzle", "postgres://", "pg-boss", "nodemailer"];
    const found = scripts.flatMap(({ name, text }) =>
      forbidden.filter((word) => text.includes(word)).map((word) => `${name}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it("holds no locked word and no nonce in a script or a page", () => {
    const texts = [
      ...readBuiltTexts("static", /\.(js|css|json)$/),
      ...readBuiltTexts("server/app", /\.(html|rsc|body)$/),
    ];
    const fragments = listLockedFragments().flatMap((chapter) => chapter.fragments);
    const leaks = texts.flatMap(({ name, text }) =>
      fragments.filter((fragment) => text.includes(fragment)).map((each) => `${name}: ${each}`),
    );
    expect(leaks).toEqual([]);
    const nonces = texts.filter(({ name, text }) => /\.html$/.test(name) && / nonce="/.test(text));
    expect(nonces.map(({ name }) => name)).toEqual([]);
  });
});
