/** Notices at once when the server dies and starts it again, at the port that everybody knows. */
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Place } from "@/cli/start/postgres/server";
import { ensureRunning } from "@/cli/start/postgres/server";

const PAUSE_MS = 250;

/** Returns how to end the watch; the server goes on. */
export function keepRunning(place: Place, url: string): () => Promise<void> {
  const watch = { isOver: false, client: new pg.Client() };
  const loop = watchUntilOver(watch, place, url);
  return async () => {
    watch.isOver = true;
    await watch.client.end().catch(() => undefined);
    await loop;
  };
}

type Watch = { isOver: boolean; client: pg.Client };

async function watchUntilOver(watch: Watch, place: Place, url: string) {
  while (!watch.isOver) {
    watch.client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    const lost = new Promise((resolve) => watch.client.once("end", resolve));
    watch.client.on("error", () => undefined);
    const isConnected = await watch.client.connect().then(
      () => true,
      () => false,
    );
    if (isConnected && !watch.isOver) await lost;
    if (watch.isOver) return;
    await ensureRunning(place).catch((error: unknown) => console.error(error));
    await sleep(PAUSE_MS);
  }
}
