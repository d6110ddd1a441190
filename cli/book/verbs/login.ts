/** `login`: shows a code, waits until its person has allowed it in the workshop, and keeps the token. */
import { setTimeout as sleep } from "node:timers/promises";
import { startedLogin, tokenAnswer } from "@/cli/book/api/answers";
import { type Connection, callSite } from "@/cli/book/api/call";
import { sentenceOf } from "@/cli/book/api/problem-document";
import { expectBody } from "@/cli/book/api/site";
import { BookProblem, EXIT, interrupted, type Outcome } from "@/cli/book/ending";
import { keepToken } from "@/cli/book/kept-token";
import { connectWithout, type Session } from "@/cli/book/session";

export async function login(session: Session): Promise<Outcome> {
  const { screen, settings } = session;
  const connection = connectWithout(session);
  const started = await callSite(connection, {
    method: "POST",
    path: "/api/device-logins",
    body: {},
  });
  const { userCode, deviceCode, verificationUrl, interval } = expectBody(startedLogin, started);
  screen.tell(`Open ${verificationUrl}`);
  screen.tell(`and type the code  ${userCode}`);
  screen.tell("Waiting for you there; Ctrl-C gives up.");
  const token = await waitForToken(connection, { deviceCode, seconds: interval });
  const { configDir, url } = settings;
  const file = await keepToken({ configDir, url, token });
  if (settings.token) screen.tell("BOOK_TOKEN is set and counts before this login.");
  return { lines: [`Logged in to ${url}. The token is kept in ${file}.`], json: { url, file } };
}

type Waiting = { deviceCode: string; seconds: number };

/** The site ends it after ten minutes. */
async function waitForToken(
  connection: Connection,
  { deviceCode, seconds }: Waiting,
): Promise<string> {
  const { signal } = connection;
  for (;;) {
    const path = "/api/device-logins/token";
    const answer = await callSite(connection, { method: "POST", path, body: { deviceCode } });
    if (answer.status === 200) return expectBody(tokenAnswer, answer).token;
    if (answer.status !== 202)
      throw new BookProblem(
        sentenceOf(answer.body),
        answer.status === 410 ? EXIT.notAllowed : EXIT.failed,
      );
    await sleep(seconds * 1_000, undefined, { signal }).catch(() => {
      throw interrupted();
    });
  }
}
