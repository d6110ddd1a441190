// What runs where: static pages, rewrites and headers at the edge of a host; everything else as Node functions.
import path from "node:path";
import {
  contentSecurityPolicy,
  LETTER_POLICY,
  PICTURE_POLICY,
} from "./app/_http/content-security-policy.js";

/** Any of these makes a reader's answer their own: session (http and https name), unlocked chapters, a form's answer. */
const PERSONAL_COOKIES = [
  "next-auth.session-token",
  "__Secure-next-auth.session-token",
  "handbook-unlock",
  "handbook-form",
];

const SLUG = ":slug([a-z0-9-]{1,80})";

/** Pages that exist twice: static for anybody, and a sibling that asks the gate. */
const TWICE = [
  { source: "/", fixed: "/fixed/landing", live: "/live/landing" },
  { source: "/contents", fixed: "/fixed/contents", live: "/live/contents" },
  { source: `/chapters/${SLUG}`, fixed: undefined, live: "/live/chapters/:slug" },
];

/** Pages that are the same for anybody, whatever cookie comes along. */
const FIXED = ["privacy", "terms", "contact", "developers"];

const ALWAYS_PRIVATE = [
  "/login/:path*",
  "/confirm",
  "/unsubscribe",
  "/library",
  "/search",
  "/mailbox/:path*",
  "/author/:path*",
  "/preview/:path*",
  "/live/:path*",
  "/chapters/:slug([a-z0-9-]{1,80}).md",
  "/api/:path((?!health).*)",
];

const cookie = (key) => ({ type: "cookie", key });

function rewritesByCookie() {
  return TWICE.flatMap(({ source, live }) =>
    PERSONAL_COOKIES.map((name) => ({ source, has: [cookie(name)], destination: live })),
  );
}

/** Someone else's cache must never hand one reader's page to another; Next overwrites `Vary`, hence two rules a page. */
function cacheHeaders() {
  const fresh = [{ key: "Cache-Control", value: "public, max-age=0, must-revalidate" }];
  const personal = [{ key: "Cache-Control", value: "private, no-cache" }];
  const secret = [{ key: "Cache-Control", value: "private, no-store" }];
  return [
    // A chapter's address written in another way (%6Cambdas) misses the rules that follow.
    { source: "/chapters/:path*", headers: personal },
    ...TWICE.flatMap(({ source }) => [
      { source, missing: PERSONAL_COOKIES.map(cookie), headers: fresh },
      ...PERSONAL_COOKIES.map((name) => ({ source, has: [cookie(name)], headers: personal })),
    ]),
    { source: `/:page(${FIXED.join("|")}|fixed|opengraph)/:path*`, headers: fresh },
    ...ALWAYS_PRIVATE.map((source) => ({ source, headers: secret })),
  ];
}

const POLICY = "Content-Security-Policy";

const isDev = process.env.NODE_ENV === "development";

const SAFETY_HEADERS = [
  { key: POLICY, value: contentSecurityPolicy([], isDev) },
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "Referrer-Policy", value: "same-origin" },
  {
    key: "Permissions-Policy",
    value: "camera=(), microphone=(), geolocation=(), browsing-topics=()",
  },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
];

/** @type {import("next").NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // A page's head is whole when it leaves, for crawlers and people alike: nothing of it comes later by a script.
  htmlLimitedBots: /./,
  // Types are a check of their own (npm test); whoever only starts the site need not wait for them.
  typescript: { ignoreBuildErrors: true },
  experimental: {
    // `forbidden()` answers 403 with app/forbidden.tsx.
    authInterrupts: true,
    // A list of addresses, the largest thing that an action of the workshop takes.
    serverActions: { bodySizeLimit: "6mb" },
  },
  turbopack: { root: import.meta.dirname },
  // A host such as Vercel keeps pages in its own cache, where the policy of SAFETY_HEADERS holds.
  cacheHandler: process.env.VERCEL
    ? undefined
    : path.join(import.meta.dirname, "app/_http/page-cache.js"),
  rewrites: async () => ({
    beforeFiles: [
      ...rewritesByCookie(),
      ...TWICE.filter(({ fixed }) => fixed).map(({ source, fixed }) => ({
        source,
        destination: fixed,
      })),
      ...FIXED.map((page) => ({ source: `/${page}`, destination: `/fixed/${page}` })),
      { source: "/chapters/:slug([a-z0-9-]{1,80}).md", destination: "/api/markdown/:slug" },
      {
        source: "/mailbox",
        has: [{ type: "header", key: "accept", value: ".*application/json.*" }],
        destination: "/api/mailbox",
      },
    ],
  }),
  headers: async () => [
    { source: "/:path*", headers: SAFETY_HEADERS },
    // A header from here outranks the handler's own, so its policy stands here too.
    { source: "/images/:id/:width", headers: [{ key: POLICY, value: PICTURE_POLICY }] },
    {
      source: "/preview/:token/images/:id/:width",
      headers: [{ key: POLICY, value: PICTURE_POLICY }],
    },
    { source: "/api/mailbox/:id", headers: [{ key: POLICY, value: LETTER_POLICY }] },
    { source: "/api/author/letters/:path*", headers: [{ key: POLICY, value: LETTER_POLICY }] },
    ...cacheHeaders(),
  ],
};
