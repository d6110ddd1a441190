/** A real PostgreSQL from npm, running under a data folder: started, or taken over when it runs already. */
import { chmod, mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { chooseAccount } from "@/cli/start/postgres/account";
import { prepareBinaries } from "@/cli/start/postgres/binaries";
import { ensureCluster } from "@/cli/start/postgres/cluster";
import { findHome } from "@/cli/start/postgres/home";
import { ensureRunning, stopServer } from "@/cli/start/postgres/server";
import { keepRunning } from "@/cli/start/postgres/watch";

export type EmbeddedPostgres = {
  url: string;
  /** Stops the server, also one that was taken over. */
  stop(): Promise<void>;
  /** Starts it again whenever it dies, until the returned function is called. */
  keepRunning(): () => Promise<void>;
  /** This call made the database. */
  isNew: boolean;
  /** It was running before this call. */
  adopted: boolean;
};

/** Throws StartProblem when this machine cannot run it. */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
}): Promise<EmbeddedPostgres> {
  const dataDir = path.resolve(options.dataDir);
  await makeDataDir(dataDir);
  const account = await chooseAccount(dataDir);
  const home = await findHome(dataDir, account);
  const binaries = await prepareBinaries(home, account);
  const { isNew, password } = await ensureCluster({ home, binaries, account });
  const place = { home, binaries, account, password };
  const { port, adopted } = await ensureRunning(place);
  const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
  return {
    url,
    isNew,
    adopted,
    stop: () => stopServer(place),
    keepRunning: () => keepRunning(place, url),
  };
}

/** A folder that begins empty is ours to shape: other accounts may pass through it, not list it. */
async function makeDataDir(dataDir: string) {
  await mkdir(dataDir, { recursive: true });
  if ((await readdir(dataDir)).length === 0) await chmod(dataDir, 0o711);
}
