import { chromium } from "@playwright/test";
import { afterAll, beforeAll, expect, it } from "vitest";
import { CHROMIUM_ARGS, findChromium } from "@/tests/support/chromium";
import { crowd, quantile } from "@/tests/support/faults/crowd";
import { type FaultySite, startFaultySite } from "@/tests/support/faults/faulty-site";
import { tell } from "@/tests/support/figures";

/** Signing in at the deployed site, in full size: who is known cannot be learned, and a letter opens one session. */

const LOGINS = 1_000;
const POSTS = 50;
const LOOKS = 50;
const MOST_DIFFERENCE_MS = 5;

let site: FaultySite;

beforeAll(async () => {
  site = await startFaultySite({ seed: 9 });
});
afterAll(() => site.stop());

type Answer = { shape: string; ms: number; cookie: string };

async function post(path: string, fields: object, index: number, cookie = ""): Promise<Answer> {
  const startedAt = performance.now();
  const answer = await fetch(`${site.url}${path}`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "x-forwarded-for": `10.${Math.floor(index / 250) % 250}.${index % 250}.1`,
      cookie,
    },
    body: JSON.stringify(fields),
  });
  const body = await answer.text();
  const ms = performance.now() - startedAt;
  const cookies = answer.headers.getSetCookie().map((line) => line.split(";")[0] ?? "");
  return { shape: shapeOf(answer, body), ms, cookie: cookies.join("; ") };
}

/** Values of cookies and ids are random; all else must be the same for everybody. */
function shapeOf(answer: Response, body: string): string {
  const headers = [...answer.headers]
    .filter(([name]) => !["date", "x-request-id", "set-cookie"].includes(name))
    .map((pair) => pair.join(": "));
  const cookies = answer.headers
    .getSetCookie()
    .map((line) => line.replace(/=[^;]*/, ({ length }) => `=${length}`));
  return [answer.status, ...headers, ...cookies, body].join("\n");
}

it(`${LOGINS} logins of known and of unknown addresses cannot be told apart`, async () => {
  await site.queryRow(
    `insert into readers (email) select 'known-' || lpad(n::text, 4, '0') || '@example.com' from generate_series(0, ${LOGINS - 1}) as n`,
  );
  const numbers = Array.from({ length: LOGINS }, (_, n) => String(n).padStart(4, "0"));
  const times = { known: [] as number[], other: [] as number[] };
  const shapes = new Set<string>();
  for (const [index, number] of numbers.entries())
    for (const kind of index % 2 ? (["known", "other"] as const) : (["other", "known"] as const)) {
      const { shape, ms } = await post(
        "/api/forms/login",
        { email: `${kind}-${number}@example.com` },
        index,
      );
      times[kind].push(ms);
      shapes.add(shape);
    }
  const difference = Math.abs(quantile(times.known, 0.5) - quantile(times.other, 0.5));
  tell({
    under: "known and unknown address",
    done: `${LOGINS} logins each`,
    expected: "same status, headers, body; medians within 5 ms",
    seen: `${shapes.size} kind of answer; medians ${difference.toFixed(1)} ms apart`,
    holds: shapes.size === 1 && difference < MOST_DIFFERENCE_MS,
  });
});

it(`one code, ${POSTS} posts at once: one session`, async () => {
  const email = "fifty@example.com";
  const asked = await post("/api/forms/login", { email }, 40_000);
  await expect.poll(() => codeFor(email), { timeout: 30_000 }).toBeDefined();
  const answers = await crowd({
    count: POSTS,
    atOnce: POSTS,
    work: () => post("/api/forms/code", { code: codeFor(email) }, 40_000, asked.cookie),
  });
  const signedIn = answers.filter(isSignedIn).length;
  const sessions = await countSessions(email);
  tell({
    under: "one code",
    done: `${POSTS} posts at once`,
    expected: "exactly 1 session",
    seen: `${sessions} session, ${signedIn} browser signed in`,
    holds: sessions === 1 && signedIn === 1,
  });
});

it(`one link, fetched ${LOOKS} times and opened by a scanner that runs scripts, then ${POSTS} posts at once: one session`, async () => {
  const email = "linked@example.com";
  const asked = await post("/api/forms/login", { email }, 41_000);
  await expect.poll(() => linkFor(email), { timeout: 30_000 }).toBeDefined();
  const link = linkFor(email) ?? "";
  for (let look = 0; look < LOOKS; look += 1)
    await fetch(link, { method: look % 2 ? "HEAD" : "GET", headers: { cookie: asked.cookie } });
  await openByScanner(link);
  const before = await countSessions(email);
  const [request, token] = ["request", "token"].map((name) => new URL(link).searchParams.get(name));
  const answers = await crowd({
    count: POSTS,
    atOnce: POSTS,
    work: () => post("/api/forms/login-confirm", { request, token }, 41_000, asked.cookie),
  });
  const signedIn = answers.filter(isSignedIn).length;
  const after = await countSessions(email);
  tell({
    under: "one link",
    done: `${LOOKS} times GET and HEAD, a scanner that runs scripts, then ${POSTS} posts at once`,
    expected: "unspent before the posts, then exactly 1 session",
    seen: `${before} sessions before, ${after} afterwards, ${signedIn} browser signed in`,
    holds: before === 0 && after === 1 && signedIn === 1,
  });
});

/** As mail providers do before a person sees the letter: with a browser, but not the one that asked. */
async function openByScanner(link: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: await findChromium(),
    args: CHROMIUM_ARGS,
  });
  const page = await browser.newPage();
  await page.goto(link, { waitUntil: "networkidle" });
  await browser.close();
}

const isSignedIn = ({ cookie }: Answer) => cookie.includes("session-token=");

const countSessions = async (email: string) =>
  (
    await site.query(
      `select 1 from sessions join readers on readers.id = sessions.reader_id where email = '${email}'`,
    )
  ).length;

const letterTo = (email: string) => site.mail.received.find(({ to }) => to === email);

const codeFor = (email: string): string | undefined =>
  /Your code for [^:]*: (\d{6})/.exec(letterTo(email)?.raw ?? "")?.[1];

/** In the letter's plain part; long lines are folded there. */
const linkFor = (email: string): string | undefined =>
  /https?:\S+\/login\/confirm\?\S+/.exec(
    (letterTo(email)?.raw ?? "").replaceAll("=\r\n", "").replaceAll("=3D", "="),
  )?.[0];
