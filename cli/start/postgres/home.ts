/** The folder of the embedded PostgreSQL: in the data folder, or outside with a pointer where the account cannot reach it. */
import { spawnSync } from "node:child_process";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Account } from "@/cli/start/postgres/account";
import { StartProblem } from "@/cli/start/start-problem";

const POINTER = "postgres-location";
/** Folders that survive a restart of the machine come first. */
const OUTSIDE = ["/var/lib", "/var/tmp", tmpdir()];

export async function findHome(dataDir: string, account: Account): Promise<string> {
  const pointed = await readPointer(dataDir);
  if (pointed) return pointed;
  const inside = path.join(dataDir, "postgres");
  const isOld = await stat(inside).then(
    () => true,
    () => false,
  );
  await makeOwn(inside, account);
  if (isReachable(inside, account)) return inside;
  if (isOld)
    throw new StartProblem(
      `The account that runs PostgreSQL (uid ${account.uid}) cannot reach ${inside}: start as the user who made it, or move DATA_DIR to a folder that others may pass through.`,
    );
  await rm(inside, { recursive: true });
  return makeOutside(dataDir, account);
}

async function readPointer(dataDir: string): Promise<string | undefined> {
  const file = path.join(dataDir, POINTER);
  const pointed = (await readFile(file, "utf8").catch(() => "")).trim();
  if (!pointed) return undefined;
  const isThere = await stat(pointed).then(
    () => true,
    () => false,
  );
  if (isThere) return pointed;
  throw new StartProblem(
    `${file} says that the database is in ${pointed}, which is not there: bring that folder back, or delete the file to begin with an empty database.`,
  );
}

async function makeOutside(dataDir: string, account: Account): Promise<string> {
  for (const parent of OUTSIDE) {
    const home = await mkdtemp(path.join(parent, "serverless-handbook-")).catch(() => undefined);
    if (!home) continue;
    await makeOwn(home, account);
    if (isReachable(home, account)) {
      await writeFile(path.join(dataDir, POINTER), `${home}\n`);
      return home;
    }
    await rm(home, { recursive: true });
  }
  throw new StartProblem(
    "PostgreSQL does not run as root and its account reaches no folder on this machine: start as another user, or set POSTGRES_URL.",
  );
}

async function makeOwn(folder: string, { uid, gid }: Account) {
  try {
    await mkdir(folder, { recursive: true });
    if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
    await chmod(folder, 0o700);
  } catch (cause) {
    throw new StartProblem(
      `The folder ${folder} cannot be used by this user: start as the user who made it, or set DATA_DIR to another folder.`,
      { cause },
    );
  }
}

/** Asks the system, not the mode bits: they do not tell of access lists and mounts. */
function isReachable(folder: string, account: Account): boolean {
  if (account.uid === undefined) return true;
  const script = 'cd "$1" && test -w .';
  return spawnSync("/bin/sh", ["-c", script, "sh", folder], { ...account, cwd: "/" }).status === 0;
}
