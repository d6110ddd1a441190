/** Letters a second through the whole path beside a bare nodemailer loop: same bytes, same pool, same server that takes all. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { SenderRequest, Sending } from "@/cli/bench/letter-sender";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { publishSettings } from "@/lib/config";
import { migrateDatabase } from "@/lib/db/migrate";
import { migrateQueues } from "@/lib/jobs/migrate-queues";
import { blankSettings } from "@/tests/support/blank-settings";

export type LetterRates = { path: Sending; nodemailer: Sending; ratio: number };

export const LEAST_RATIO = 0.7;
/** Until both are compiled. */
const WARM_UP = 2_000;
const LETTERS = 4_000;
/** One after the other several times, so that a noisy neighbour disturbs both. */
const ROUNDS = 3;

/** Its own database and server, which end with it. */
export async function measureLetters(signal: AbortSignal): Promise<LetterRates> {
  const folder = await mkdtemp(path.join(tmpdir(), "handbook-letters-"));
  const database = await startEmbeddedPostgres({ dataDir: folder });
  const sink = start("cli/bench/mail-sink.ts");
  try {
    await migrateDatabase(database.url, () => migrateQueues(database.url));
    const [{ port }] = await once(sink, "message");
    publishSettings({
      ...blankSettings(),
      POSTGRES_URL: database.url,
      DATA_DIR: folder,
      NEXTAUTH_SECRET: "only-for-this-measurement",
      MAIL_URL: `smtp://127.0.0.1:${port}`,
      LOG_LEVEL: "error",
    });
    const sender = start("cli/bench/letter-sender.ts");
    return await measureRounds(sender, signal).finally(() => sender.kill());
  } finally {
    sink.kill();
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measureRounds(sender: ChildProcess, signal: AbortSignal): Promise<LetterRates> {
  const measured: Record<SenderRequest["by"], Sending[]> = { path: [], nodemailer: [] };
  for (const letters of [WARM_UP, ...Array.from({ length: ROUNDS }, () => LETTERS)])
    for (const by of ["path", "nodemailer"] as const) {
      signal.throwIfAborted();
      sender.send({ by, letters } satisfies SenderRequest);
      const [sending] = await once(sender, "message");
      if (letters === LETTERS) measured[by].push(sending);
    }
  const [sent, bare] = [average(measured.path), average(measured.nodemailer)];
  return { path: sent, nodemailer: bare, ratio: sent.perSecond / bare.perSecond };
}

/** Each round is of the same length in letters, so what is averaged is their time. */
function average(rounds: Sending[]): Sending {
  const mean = (of: (sending: Sending) => number) =>
    rounds.reduce((sum, sending) => sum + of(sending), 0) / rounds.length;
  return {
    perSecond: 1 / mean(({ perSecond }) => 1 / perSecond),
    cpuMs: mean(({ cpuMs }) => cpuMs),
  };
}

const start = (program: string): ChildProcess => fork(program, { execArgv: ["--import", "tsx"] });
