/** The database files and their password, made once, whole or not at all. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  access,
  chown,
  mkdir,
  readFile,
  rename,
  rm,
  rmdir,
  stat,
  writeFile,
} from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Account } from "@/cli/start/postgres/account";
import type { Binaries } from "@/cli/start/postgres/binaries";
import { StartProblem } from "@/cli/start/start-problem";

type Place = { home: string; binaries: Binaries; account: Account };

/** Longer than initdb ever takes: a lock of this age was left by a process that was killed. */
const STALE_LOCK_MS = 30_000;
/** The second for systems whose C library has no C.UTF-8: PostgreSQL brings its own. */
const LOCALES = [
  ["--locale=C.UTF-8"],
  ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
];

export const clusterFolder = (home: string) => path.join(home, "cluster");

export async function ensureCluster(place: Place): Promise<{ isNew: boolean; password: string }> {
  const isMade = () => exists(path.join(clusterFolder(place.home), "PG_VERSION"));
  let isNew = false;
  while (!(await isMade())) {
    isNew = await underLock(path.join(place.home, "initdb.lock"), async () => {
      if (await isMade()) return false;
      await makeCluster(place);
      return true;
    });
  }
  return { isNew, password: (await readFile(passwordFile(place.home), "utf8")).trim() };
}

/** `mkdir` succeeds for exactly one process; the others wait a moment and come back with false. */
async function underLock(lock: string, work: () => Promise<boolean>): Promise<boolean> {
  try {
    await mkdir(lock);
  } catch (error) {
    if (!isHeld(error)) throw error;
    await removeStale(lock);
    await sleep(50);
    return false;
  }
  try {
    return await work();
  } finally {
    await rmdir(lock);
  }
}

const isHeld = (error: unknown) =>
  error instanceof Error && "code" in error && error.code === "EEXIST";

async function removeStale(lock: string) {
  const lockedAt = await stat(lock).then(
    ({ mtimeMs }) => mtimeMs,
    () => Date.now(),
  );
  if (Date.now() - lockedAt > STALE_LOCK_MS) await rmdir(lock).catch(() => undefined);
}

/** Made under another name and renamed at the end: a folder named `cluster` is always whole. */
async function makeCluster({ home, binaries, account }: Place) {
  const password = passwordFile(home);
  await writeFile(password, `${randomBytes(24).toString("hex")}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined)
    await chown(password, account.uid, account.gid);
  const unfinished = path.join(home, "cluster.unfinished");
  let refusal = "";
  for (const locale of LOCALES) {
    await rm(unfinished, { recursive: true, force: true });
    const flags = [
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--no-instructions",
      ...locale,
    ];
    const { code, stderr } = await run(
      binaries.initdb,
      [`--pgdata=${unfinished}`, `--pwfile=${password}`, ...flags],
      { ...account, cwd: home },
    );
    if (code === 0) return rename(unfinished, clusterFolder(home));
    refusal = stderr;
  }
  throw new StartProblem(`PostgreSQL could not make its database in ${home}: ${lastLine(refusal)}`);
}

function run(program: string, args: string[], options: Account & { cwd: string }) {
  return new Promise<{ code: number | null; stderr: string }>((resolve, reject) => {
    const child = spawn(program, args, { ...options, stdio: ["ignore", "ignore", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (chunk) => {
      stderr += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stderr }));
  });
}

const passwordFile = (home: string) => path.join(home, "password");
const lastLine = (text: string) => text.trim().split("\n").at(-1) ?? "";
const exists = (file: string) =>
  access(file).then(
    () => true,
    () => false,
  );
