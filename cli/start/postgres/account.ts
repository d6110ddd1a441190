/** The account that PostgreSQL runs under: it refuses root, so root lends it another one. */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { StartProblem } from "@/cli/start/start-problem";

/** Empty when nothing has to be switched; fits into the options of `spawn`. */
export type Account = { uid?: number; gid?: number };

type PasswdLine = { name: string; uid: number; gid: number };

const PREFERRED = ["postgres", "_postgres", "nobody"];

/** An existing database keeps its owner, so that it opens again after an account was added. */
export async function chooseAccount(dataDir: string): Promise<Account> {
  if (process.getuid?.() !== 0) return {};
  const known = (await readPasswd()).filter(({ uid }) => uid > 0);
  const owner = await stat(path.join(dataDir, "postgres")).catch(() => undefined);
  const chosen =
    known.find(({ uid }) => uid === owner?.uid) ??
    PREFERRED.map((name) => known.find((line) => line.name === name)).find(Boolean) ??
    known[0];
  if (!chosen)
    throw new StartProblem(
      "PostgreSQL does not run as root and this machine has no other account: add one with `useradd postgres`, or set POSTGRES_URL.",
    );
  return { uid: chosen.uid, gid: chosen.gid };
}

async function readPasswd(): Promise<PasswdLine[]> {
  const text = await readFile("/etc/passwd", "utf8").catch(() => "");
  return text
    .split("\n")
    .map((line) => line.split(":"))
    .filter((fields) => fields.length >= 4)
    .map(([name = "", , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}
