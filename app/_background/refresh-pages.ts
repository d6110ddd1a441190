/** Makes this process forget the pages it kept, by asking its own address: Next does it only inside a request. */
import { setTimeout as sleep } from "node:timers/promises";
import { getConfig } from "@/lib/config";
import { log } from "@/lib/log";
import { LOOPBACK_HEADER } from "@/lib/loopback";
import { ownAddress } from "@/lib/own-address";
import { beginPageGeneration } from "@/lib/page-generation";
import { isStopping } from "@/lib/stopping";

const LONGEST_WAIT_MS = 1_000;
const REQUEST_TIMEOUT_MS = 5_000;

/** A page that was being made from the old text may be kept just after the others were forgotten; on a busy machine, later. */
const ECHOES_MS = [400, 3_000];

let echoes: NodeJS.Timeout[] = [];
let isAsked = false;
let isRunning = false;

/** What a change of the book causes: at once, and again for pages that were in the making. */
export async function refreshAfterNews(): Promise<void> {
  for (const echo of echoes) clearTimeout(echo);
  await refreshPages();
  echoes = ECHOES_MS.map((wait) => setTimeout(() => void refreshPages(), wait).unref());
}

/** Goes on until it succeeded, since a page that stays stale is a promise broken; news that come meanwhile make one more round. */
export async function refreshPages(): Promise<void> {
  isAsked = true;
  if (isRunning) return;
  isRunning = true;
  for (let failures = 0; isAsked && !isStopping(); ) {
    isAsked = false;
    const problem = await askOurselves().catch((error: unknown) => error);
    if (problem === undefined) {
      failures = 0;
      continue;
    }
    isAsked = true;
    failures += 1;
    log().warn({ err: problem, failures }, "pages could not be refreshed yet");
    await sleep(Math.min(LONGEST_WAIT_MS, 50 * 2 ** failures), undefined, { ref: false });
  }
  isRunning = false;
}

async function askOurselves(): Promise<void> {
  const { loopbackSecret = "" } = getConfig();
  const answer = await fetch(`${ownAddress()}/api/internal/revalidate`, {
    method: "POST",
    headers: { [LOOPBACK_HEADER]: loopbackSecret },
    signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`The refresh was answered with ${answer.status}.`);
  beginPageGeneration();
}
