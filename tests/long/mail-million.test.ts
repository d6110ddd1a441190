import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { tell } from "@/tests/support/figures";
import { emptyQueues } from "@/tests/support/job-table";
import { end, startWorkerProcess } from "@/tests/support/killable-worker";
import { startSink } from "@/tests/support/mail-sink";
import { countLessons, seedBacklog, writeLessons } from "@/tests/support/seed-letters";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();

let sink: Awaited<ReturnType<typeof startSink>>;
beforeAll(async () => {
  sink = await startSink();
  publishSettings({ MAIL_URL: sink.url });
});
afterAll(() => sink.stop());

const WATCHED_SECONDS = 60;
const MORE = 0.25;
const REFILLED = 1_000;

/** Resident memory of a worker at its highest, and letters a second; a short queue is filled up again as it empties. */
async function watchWorker(queued: number) {
  await emptyQueues();
  await getDb().delete(letters);
  await seedBacklog(queued);
  const worker = startWorkerProcess({
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    MAIL_URL: sink.url,
  });
  while ((await countLessons("sent")) === 0) await sleep(100);
  const startedAt = performance.now();
  let megabytes = 0;
  while (performance.now() - startedAt < WATCHED_SECONDS * 1000) {
    megabytes = Math.max(megabytes, residentMegabytes(worker.pid ?? 0));
    if (queued <= REFILLED && (await countLessons("waiting")) < queued / 2)
      await writeLessons(queued / 2);
    await sleep(250);
  }
  const sent = await countLessons("sent");
  const perSecond = Math.round((sent * 1000) / (performance.now() - startedAt));
  await end(worker, "SIGKILL");
  return { megabytes, perSecond };
}

function residentMegabytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

it("a worker needs no more memory for a million queued letters than for a thousand", async () => {
  const few = await watchWorker(1_000);
  const many = await watchWorker(1_000_000);
  tell({
    under: "1,000 and 1,000,000 letters queued",
    done: "a worker for a minute",
    expected: `at most ${MORE * 100}% more memory for a million`,
    seen: `${few.megabytes} and ${many.megabytes} MB; ${few.perSecond} and ${many.perSecond} letters/s`,
    holds: many.megabytes < few.megabytes * (1 + MORE),
  });
});
