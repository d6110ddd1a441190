import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { publishSettings } from "@/lib/config";
import { startBackgroundWork } from "@/lib/registry";
import { signUp } from "@/lib/signups/sign-up";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { printFigures } from "@/tests/support/figures";
import { startMailServer } from "@/tests/support/mail-server";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
const tell = printFigures();

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
  await buildBook({ openingChapter: "one", extraChapter: "two" });
  await buildChapter({ slug: "one" });
  await buildChapter({ slug: "two", position: 2 });
});
afterAll(() => server.close());

const HEALTHY_SECONDS = 60;
/** Ten minutes, compressed: the longest rest and the timeout of a letter fit into it several times. */
const HANGING_SECONDS = 150;
const BETWEEN_SIGNUPS_MS = 100;

let count = 0;

/** Milliseconds of the slowest but one in twenty. */
async function signUpFor(seconds: number): Promise<number> {
  const took: number[] = [];
  const endsAt = performance.now() + seconds * 1000;
  while (performance.now() < endsAt) {
    count += 1;
    const startedAt = performance.now();
    const email = `reader${count}@example.com`;
    const network = `10.${count % 250}.${Math.floor(count / 250)}.0/24`;
    const done = await signUp({ email, chapter: "one", asker: ANYBODY, page: "/", network });
    expect(done.ok).toBe(true);
    took.push(performance.now() - startedAt);
    await sleep(BETWEEN_SIGNUPS_MS);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.95)] ?? 0;
}

it("a mail server that hangs slows no signup down, and gets every letter afterwards", async () => {
  const stop = startBackgroundWork();
  await signUpFor(15);
  const healthy = await signUpFor(HEALTHY_SECONDS);
  server.state.behaviour = "hang";
  const hanging = await signUpFor(HANGING_SECONDS);
  server.state.behaviour = "take";
  const healedAt = Date.now();
  const countWaiting = async () =>
    (await listLetters()).filter(({ state }) => state !== "sent").length;
  const waited = await countWaiting();
  await expect.poll(countWaiting, { timeout: 300_000, interval: 1_000 }).toBe(0);
  const seconds = Math.round((Date.now() - healedAt) / 1000);
  await stop();
  tell({
    under: `mail server hangs for ${HANGING_SECONDS} s`,
    done: `${count} signups`,
    expected: "signup p95 within 20%; drained within 300 s",
    seen: `p95 ${healthy.toFixed(0)} ms, then ${hanging.toFixed(0)} ms; ${waited} letters drained in ${seconds} s`,
  });
  expect(waited).toBeGreaterThan(100);
  expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(count);
});
