/** A crowd that signs up and reads, and writes down every answer it got: the ledger. */
import { setTimeout as sleep } from "node:timers/promises";
import { crowd } from "@/tests/support/faults/crowd";

/** While 30% of all calls fail, one press in seven is acknowledged: of a million people one would press so often. */
const MOST_PRESSES = 100;
/** The answer asks to press again "in a moment"; pressed at once, the database would still rest. */
const A_MOMENT_MS = 300;

export const CHAPTER = "architecture-principles";

export type SignedUp = {
  index: number;
  email: string;
  status: number;
  state: string | undefined;
  cookie: string;
  ms: number;
};

type Signing = { url: string; count: number; atOnce?: number; from?: number };

/** Each from a network of its own, so that no limit is met. */
export const signUpCrowd = ({ url, count, atOnce, from = 0 }: Signing): Promise<SignedUp[]> =>
  crowd({ count, atOnce, work: (index) => signUp(url, from + index) });

/** Pressed again under the same address, as the sentence asks for, until it is acknowledged. */
export async function signUpUntilDone(url: string, index: number): Promise<SignedUp> {
  for (let tried = 1; ; tried += 1) {
    const answer = await signUp(url, index);
    if (answer.status < 500 || tried === MOST_PRESSES) return answer;
    await sleep(A_MOMENT_MS);
  }
}

/** Those who got no yes press again. Answers how many they were, and all who have a yes now. */
export async function pressAgain(url: string, answers: SignedUp[]) {
  const [opened, refused] = [answers.filter(isOpen), answers.filter((each) => !isOpen(each))];
  const again = await crowd({
    count: refused.length,
    work: (at) => signUpUntilDone(url, refused[at]?.index ?? 0),
  });
  return { refused: refused.length, open: [...opened, ...again.filter(isOpen)] };
}

export const isOpen = ({ state }: SignedUp) => state === "open";

export async function signUp(url: string, index: number): Promise<SignedUp> {
  const email = emailOf(index);
  const startedAt = performance.now();
  const answer = await pressUnlock(url, index);
  const body: { state?: string } = await answer.json();
  const ms = performance.now() - startedAt;
  const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("handbook-unlock="));
  const { status } = answer;
  return { index, email, status, state: body.state, cookie: cookieOf(cookie), ms };
}

const emailOf = (index: number) => `reader-${index}@example.com`;

/** The form itself, whatever it answers. */
export const pressUnlock = (url: string, index: number): Promise<Response> =>
  fetch(`${url}/api/forms/unlock`, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      "x-forwarded-for": `10.${Math.floor(index / 250) % 250}.${index % 250}.1`,
    },
    body: JSON.stringify({
      email: emailOf(index),
      chapter: CHAPTER,
      page: `/chapters/${CHAPTER}`,
    }),
  });

const cookieOf = (line: string | undefined) => line?.split(";")[0] ?? "";

export type Read = { status: number; isFull: boolean; ms: number };

type Reading = { url: string; cookies: string[]; count: number; atOnce?: number };

export const readCrowd = ({ url, cookies, count, atOnce }: Reading): Promise<Read[]> =>
  crowd({
    count,
    atOnce,
    work: (index) => readChapter(url, cookies[index % cookies.length] ?? ""),
  });

export async function readChapter(url: string, cookie: string): Promise<Read> {
  const startedAt = performance.now();
  const answer = await fetch(`${url}/chapters/${CHAPTER}`, { headers: { cookie } });
  const text = await answer.text();
  const isFull = answer.status === 200 && !text.includes("Unlock your free chapter!");
  return { status: answer.status, isFull, ms: performance.now() - startedAt };
}

/** What the database holds of them; equal numbers mean that nothing was lost and nothing happened twice. */
export const LEDGER = `
  select (select count(*)::int from signups) as signups, (select count(*)::int from consents) as consents,
    (select count(*)::int from grants) as grants, (select count(*)::int from letters) as letters`;

export const ledgerOf = (count: number) => ({
  signups: count,
  consents: count,
  grants: count,
  letters: count,
});
