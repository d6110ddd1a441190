import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { publishSettings } from "@/lib/config";
import { startBackgroundWork } from "@/lib/registry";
import { tell } from "@/tests/support/figures";
import { startMailServer } from "@/tests/support/mail-server";
import { SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { countLessons, seedBacklog } from "@/tests/support/seed-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
});
afterAll(() => server.close());

const BACKLOG = 100_000;
const SIGN_INS = 30;

it(`a sign-in letter beside a backlog of ${BACKLOG} letters leaves within two seconds`, async () => {
  await seedBacklog(BACKLOG);
  server.state.delayMs = 20;
  const stop = startBackgroundWork();
  await expect.poll(() => server.received.length, { timeout: 60_000 }).toBeGreaterThan(100);
  const waits: number[] = [];
  for (let n = 0; n < SIGN_INS; n += 1) {
    const { to } = await writeLetter(SIGN_IN);
    const writtenAt = performance.now();
    while (!server.received.some((mail) => mail.to === to)) await sleep(10);
    waits.push(performance.now() - writtenAt);
    await sleep(500);
  }
  const stillWaiting = await countLessons("waiting");
  await stop();
  const longest = Math.round(Math.max(...waits));
  tell({
    under: `${BACKLOG} course letters waiting`,
    done: `${SIGN_INS} sign-in letters`,
    expected: "each at the server within 2,000 ms",
    seen: `the slowest after ${longest} ms; ${stillWaiting} course letters still waited`,
    holds: longest <= 2_000,
  });
  expect(stillWaiting).toBeGreaterThan(BACKLOG / 2);
});
