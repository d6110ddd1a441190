/** Calls the outside watcher while the alarms work: what stays away is what it rings for. */
import { makeOutbound } from "@/lib/alarms/channels/outbound";
import { watchState } from "@/lib/alarms/watch-state";
import { getConfig } from "@/lib/config";

/** Three ticks missed. */
const FRESH_MS = 35_000;

const call = makeOutbound();

export async function beatHeart(now: number): Promise<void> {
  const { heartbeatUrl } = getConfig().alarms;
  if (!heartbeatUrl || !isHealthy(now)) return;
  await call({ url: heartbeatUrl, method: "GET", isTaken: () => true });
}

/** Without a database it is well only if somebody was told of that. */
function isHealthy(now: number): boolean {
  const { tickedAt, alone } = watchState();
  if (now - tickedAt > FRESH_MS) return false;
  return !alone || alone.notices.some(({ channel }) => channel !== null);
}
