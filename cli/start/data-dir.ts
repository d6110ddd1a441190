/** The folder that holds what must survive a restart: database, secret, local mail. */
import { randomBytes } from "node:crypto";
import { chmod, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { StartProblem } from "@/cli/start/start-problem";
import { FIRST_TOKEN_SECRET } from "@/lib/author/tokens/first-token-secret";

/** Tries it out: permissions alone do not tell of full disks and read-only mounts. */
export async function ensureWritable(dataDir: string): Promise<void> {
  const probe = path.join(dataDir, `.probe-${process.pid}`);
  try {
    const made = await mkdir(dataDir, { recursive: true });
    if (made) await chmod(dataDir, 0o711);
    await writeFile(probe, "");
    await rm(probe);
  } catch (cause) {
    const reason = cause instanceof Error && "code" in cause ? String(cause.code) : String(cause);
    throw new StartProblem(
      `The folder ${path.resolve(dataDir)} cannot be written to (${reason}): change its owner, or set DATA_DIR to another folder, for example DATA_DIR=/tmp/book npm start.`,
      { cause },
    );
  }
}

/** Made once; whoever has it can sign cookies, so nobody else may read it. */
export const ensureSecret = (dataDir: string) => ensureFile(dataDir, "secret");

/** Proves to the site that whoever asks for a first token may read its data. */
export const ensureFirstTokenSecret = (dataDir: string) => ensureFile(dataDir, FIRST_TOKEN_SECRET);

async function ensureFile(dataDir: string, name: string): Promise<string> {
  const file = path.join(dataDir, name);
  const fresh = randomBytes(32).toString("base64url");
  await writeFile(file, `${fresh}\n`, { mode: 0o600, flag: "wx" }).catch(() => undefined);
  return (await readFile(file, "utf8")).trim();
}
