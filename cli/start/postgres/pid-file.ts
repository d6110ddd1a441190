/** PostgreSQL's own note about its process, and what to do when that note outlived it. */
import { readFile, readlink, realpath, writeFile } from "node:fs/promises";
import path from "node:path";

const pidFile = (cluster: string) => path.join(cluster, "postmaster.pid");

/** Line 1 is the process, line 4 the port: https://www.postgresql.org/docs/current/storage-file-layout.html */
export async function readPidFile(
  cluster: string,
): Promise<{ pid: number; port: number } | undefined> {
  const lines = (await readFile(pidFile(cluster), "utf8").catch(() => "")).split("\n");
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : undefined;
}

/**
 * After a restart of the machine or container another program may have the noted number, and PostgreSQL
 * refuses to start beside it. It does take its own parent's number for stale and still checks by the
 * shared memory noted in the same file that no backend is left; so our number goes in, the rest stays.
 */
export async function disownStalePidFile(cluster: string): Promise<void> {
  const noted = await readPidFile(cluster);
  if (!noted) return;
  const folder = await readlink(`/proc/${noted.pid}/cwd`).catch(() => undefined);
  if (folder === undefined || folder === (await realpath(cluster))) return;
  const text = await readFile(pidFile(cluster), "utf8");
  await writeFile(pidFile(cluster), text.replace(/^\d+/, String(process.pid)));
}
