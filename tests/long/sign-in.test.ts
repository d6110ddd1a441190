import { afterAll, beforeAll, expect, it } from "vitest";
import { crowd, quantile } from "@/tests/support/faults/crowd";
import { type FaultySite, startFaultySite } from "@/tests/support/faults/faulty-site";
import { printFigures } from "@/tests/support/figures";
import { startMailServer } from "@/tests/support/mail-server";

/** Signing in at the deployed site, in full size: who is known cannot be learned, and a letter opens one session. */

const LOGINS = 1_000;
const POSTS = 50;
const MOST_DIFFERENCE_MS = 5;

const tell = printFigures();
let site: FaultySite;
let mail: Awaited<ReturnType<typeof startMailServer>>;

beforeAll(async () => {
  mail = await startMailServer();
  site = await startFaultySite({ seed: 9, settings: { MAIL_URL: mail.url } });
});
afterAll(async () => {
  await site.stop();
  await mail.close();
});

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
  });
  expect(shapes.size).toBe(1);
  expect(difference).toBeLessThan(MOST_DIFFERENCE_MS);
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
  const sessions = answers.filter(({ cookie }) => cookie.includes("session-token="));
  const { n } = await site.queryRow(
    `select count(*)::int as n from sessions join readers on readers.id = sessions.reader_id where email = '${email}'`,
  );
  tell({
    under: "one code",
    done: `${POSTS} posts at once`,
    expected: "exactly 1 session",
    seen: `${n} session, ${sessions.length} browser signed in`,
  });
  expect(n).toBe(1);
  expect(sessions).toHaveLength(1);
});

function codeFor(email: string): string | undefined {
  const letter = mail.received.find(({ to }) => to === email);
  return /Your code for [^:]*: (\d{6})/.exec(letter?.raw ?? "")?.[1];
}
