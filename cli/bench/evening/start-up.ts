/** How long a start takes until the site is ready: the first in an empty folder, and the next ones. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startBareServer, startSite } from "@/cli/bench/servers";

export type StartUp = { firstMs: number; nextMs: number; bareNodeMs: number };

export async function measureStartUp(signal: AbortSignal): Promise<StartUp> {
  const dataDir = await mkdtemp(path.join(tmpdir(), "handbook-start-"));
  try {
    const firstMs = await timeStart(() => startSite(signal, { DATA_DIR: dataDir }));
    const nextMs = await timeStart(() => startSite(signal, { DATA_DIR: dataDir }));
    const bareNodeMs = await timeStart(() => startBareServer("ready"));
    return { firstMs, nextMs, bareNodeMs };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function timeStart(start: () => Promise<{ stop(): Promise<void> }>): Promise<number> {
  const startedAt = performance.now();
  const server = await start();
  const took = performance.now() - startedAt;
  await server.stop();
  return took;
}
