import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { publishSettings } from "@/lib/config";
import { startBackgroundWork } from "@/lib/registry";
import { signUp } from "@/lib/signups/sign-up";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { quantile } from "@/tests/support/faults/crowd";
import { tell } from "@/tests/support/figures";
import { startMailServer } from "@/tests/support/mail-server";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
  await buildBook({ openingChapter: "one", extraChapter: "two" });
  await buildChapter({ slug: "one" });
  await buildChapter({ slug: "two", position: 2 });
});
afterAll(() => server.close());

/** Before, and again afterwards: a machine does not stay as quick as it was. */
const HEALTHY_SECONDS = 60;
/** Ten minutes, compressed: the longest rest and the timeout of a letter fit into it several times. */
const HANGING_SECONDS = 150;
const BETWEEN_SIGNUPS_MS = 100;
const MOST_SLOWER = 0.2;
const DRAINED_WITHIN_S = 300;

let count = 0;

/** Milliseconds of each. */
async function signUpFor(seconds: number): Promise<number[]> {
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
  return took;
}

const countWaiting = async () =>
  (await listLetters()).filter(({ state }) => state !== "sent").length;

async function untilDrained(): Promise<number> {
  const startedAt = performance.now();
  const took = () => (performance.now() - startedAt) / 1000;
  while ((await countWaiting()) > 0 && took() < 2 * DRAINED_WITHIN_S) await sleep(500);
  return took();
}

it("a mail server that hangs slows no signup down, and gets every letter afterwards", async () => {
  const stop = startBackgroundWork();
  await signUpFor(15);
  const healthy = await signUpFor(HEALTHY_SECONDS);
  server.state.behaviour = "hang";
  const hanging = await signUpFor(HANGING_SECONDS);
  server.state.behaviour = "take";
  const waited = await countWaiting();
  const drained = await untilDrained();
  healthy.push(...(await signUpFor(HEALTHY_SECONDS)));
  await untilDrained();
  await stop();
  const [before, during] = [quantile(healthy, 0.95), quantile(hanging, 0.95)];
  const lost = count - new Set(server.received.map(({ to }) => to)).size;
  tell({
    under: `the mail server hangs for ${HANGING_SECONDS} s`,
    done: `${count} signups`,
    expected: `signup p95 at most ${MOST_SLOWER * 100}% above healthy, drained within ${DRAINED_WITHIN_S} s, 0 lost`,
    seen: `p95 ${during.toFixed(0)} ms (healthy ${before.toFixed(0)} ms), ${waited} letters drained in ${drained.toFixed(0)} s, ${lost} lost`,
    holds: during <= before * (1 + MOST_SLOWER) && drained <= DRAINED_WITHIN_S && lost === 0,
  });
  expect(waited).toBeGreaterThan(100);
  expect(new Set(server.received.map(({ messageId }) => messageId)).size).toBe(count);
});
