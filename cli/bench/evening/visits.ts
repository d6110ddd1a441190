/** What people do on the measured site, each answer checked: it is right, wrong, or the site said that it is busy. */
import { setTimeout as sleep } from "node:timers/promises";
import { readPacked } from "@/cli/bench/evening/packed-page";
import { mayRead, type Reader } from "@/cli/bench/evening/readers";
import type { Received } from "@/tests/support/mail-server";

export type Outcome = "right" | "wrong" | "busy";
export type Visit = { what: string; outcome: Outcome; ms: number };

export type Visited = {
  url: string;
  slug: string;
  /** Words that stand behind the lock only. */
  locked: string;
};

const LETTER_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 50;

const INVITATION = "Unlock your free chapter!";

export async function readChapter({ url, slug, locked }: Visited, reader: Reader): Promise<Visit> {
  const askedAt = performance.now();
  const expected = mayRead(reader, askedAt);
  const { text, ...answer } = await readPacked(`${url}/chapters/${slug}`, reader.cookie);
  const hasLocked = text.includes(locked);
  const isWhole = hasLocked || text.includes(INVITATION) || text.includes("lock-card");
  const unchanged = mayRead(reader, askedAt) === expected;
  const isRight = isWhole && (expected === undefined || !unchanged || hasLocked === expected);
  return { what: "gated read", ms: performance.now() - askedAt, outcome: judge(answer, isRight) };
}

let signups = 0;

export async function signUp({ url, slug }: Visited): Promise<Visit> {
  const index = signups++;
  const askedAt = performance.now();
  const email = `signup-${index}@example.com`;
  const answer = await postJson(`${url}/api/forms/unlock`, { email, chapter: slug }, index);
  const { state }: { state?: string } = await answer.json().catch(() => ({}));
  const outcome = judge(answer, state === "open");
  return { what: "signup", ms: performance.now() - askedAt, outcome };
}

let logins = 0;

/** Asks, waits for the letter, types its code; the time is that of the two answers. */
export async function logIn({ url }: Visited, received: Received[]): Promise<Visit> {
  const index = 50_000 + logins++;
  const email = `login-${index}@example.com`;
  const askedAt = performance.now();
  const asked = await postJson(`${url}/api/forms/login`, { email }, index);
  const askedMs = performance.now() - askedAt;
  if (!asked.ok) return { what: "login", ms: askedMs, outcome: judge(asked, false) };
  const code = await waitForCode(received, email);
  const typedAt = performance.now();
  const cookie = cookiesOf(asked);
  const typed = await postJson(`${url}/api/forms/code`, { code }, index, cookie);
  const isIn = cookiesOf(typed).includes("session-token=");
  const ms = askedMs + performance.now() - typedAt;
  return { what: "login", ms, outcome: judge(typed, isIn) };
}

function judge({ status }: { status: number }, isRight: boolean): Outcome {
  if (status === 503) return "busy";
  return status === 200 && isRight ? "right" : "wrong";
}

const postJson = (url: string, fields: object, index: number, cookie = "") =>
  fetch(url, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "x-forwarded-for": `10.${Math.floor(index / 250) % 250}.${index % 250}.1`,
      cookie,
    },
    body: JSON.stringify(fields),
  });

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

async function waitForCode(received: Received[], email: string): Promise<string> {
  for (let waited = 0; waited < LETTER_WITHIN_MS; waited += LOOK_EVERY_MS) {
    const letter = received.find(({ to }) => to === email);
    const code = /Your code for [^:]*: (\d{6})/.exec(letter?.raw ?? "")?.[1];
    if (code) return code;
    await sleep(LOOK_EVERY_MS);
  }
  return "";
}
