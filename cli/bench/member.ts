/** Becomes a member of the measured site the way anybody does: unlocks a chapter, asks for a code, types it. */
import { setTimeout as sleep } from "node:timers/promises";
import type { Server } from "@/cli/bench/servers";
import { listMailbox } from "@/lib/mail/mailbox";

const EMAIL = "bench@example.com";
const LETTER_WITHIN_MS = 30_000;

/** The Cookie header of a signed-in reader who owns this chapter. */
export async function becomeMember(site: Server, chapter: string): Promise<string> {
  await post(site, "/api/v1/signups", { email: EMAIL, chapter });
  const asked = await post(site, "/api/forms/login", { email: EMAIL });
  const code = await readCode();
  const signedIn = await post(site, "/api/forms/code", { code, cookie: cookiesOf(asked) });
  const session = cookiesOf(signedIn)
    .split("; ")
    .find((cookie) => cookie.includes("session-token="));
  if (!session) throw new Error(`Signing in answered ${signedIn.status}.`);
  return session;
}

function post({ url }: Server, path: string, { cookie = "", ...fields }: Record<string, string>) {
  return fetch(`${url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json", cookie },
    body: JSON.stringify(fields),
  });
}

const cookiesOf = (answer: Response) =>
  answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");

async function readCode(): Promise<string> {
  const endsAt = Date.now() + LETTER_WITHIN_MS;
  while (Date.now() < endsAt) {
    const letter = (await listMailbox()).find(({ text }) => text.includes("/login/confirm"));
    const [, ...digits] = /\b(\d{3})\s?(\d{3})\b/.exec(letter?.text ?? "") ?? [];
    if (digits.length > 0) return digits.join("");
    await sleep(200);
  }
  throw new Error("The sign-in letter did not come.");
}
