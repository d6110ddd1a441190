/** Reads the site as a reader does, each half minute: static pages, a chapter, a page made for the request, and whether it is ready. */
import { setTimeout as sleep } from "node:timers/promises";
import { watchState } from "@/lib/alarms/watch-state";
import { getConfig, isLoopbackHost } from "@/lib/config";
import { LOOPBACK_HEADER } from "@/lib/loopback";
import { ownAddress } from "@/lib/own-address";
import { isStopping } from "@/lib/stopping";

/** A reader does not wait longer for what has to be there at once. */
const PAGE_MS = 5_000;
/** So long a start may take; until then only a success counts. */
const STARTS_WITHIN_MS = 120_000;
const BETWEEN_TRIES_MS = 3_000;

/** For the instance itself, over its own address. */
export async function readOwnPages(): Promise<void> {
  const state = watchState();
  const missed = await findMiss(ownAddress());
  /** A process that ends, or has not begun, is no page that cannot be read. */
  const isStarting = state.misses.inARow === 0 && Date.now() - state.startedAt < STARTS_WITHIN_MS;
  if (isStopping() || (missed && isStarting)) return;
  count(missed);
}

/** For a host, which has a clock instead of a process that lives: all tries in one call, over the public address. */
export async function readPublicPages(): Promise<void> {
  const { publicUrl, alarms } = getConfig();
  if (isLoopbackHost(new URL(publicUrl).hostname)) return;
  watchState().misses = { inARow: 0, what: "" };
  for (let tried = 0; tried < alarms.misses.verySerious; tried += 1) {
    const missed = await findMiss(publicUrl);
    count(missed);
    if (!missed) return;
    await sleep(BETWEEN_TRIES_MS);
  }
}

function count(missed: string | undefined) {
  const { misses } = watchState();
  watchState().misses = missed
    ? { inARow: misses.inARow + 1, what: missed }
    : { inARow: 0, what: "" };
}

/** The first page that misses, in words, or undefined when all can be read. */
export async function findMiss(base: string): Promise<string | undefined> {
  const contents = await readPage(base, "/contents");
  const chapter = /href="(\/chapters\/[a-z0-9-]+)"/.exec(contents.body)?.[1];
  if (contents.missed) return contents.missed;
  /** What needs the database is told by the database's own alarm. */
  const dynamic = watchState().alone ? [] : ["/search?q=reader", "/api/health/ready"];
  for (const path of ["/", ...(chapter ? [chapter] : []), ...dynamic]) {
    const { missed } = await readPage(base, path);
    if (missed) return missed;
  }
  return undefined;
}

async function readPage(base: string, path: string): Promise<{ body: string; missed?: string }> {
  const { loopbackSecret = "" } = getConfig();
  /** The secret tells the server not to count it among what readers ask. */
  const headers = { "user-agent": "synthetic-reader", [LOOPBACK_HEADER]: loopbackSecret };
  try {
    const signal = AbortSignal.timeout(PAGE_MS);
    const answer = await fetch(`${base}${path}`, { headers, redirect: "manual", signal });
    const body = await answer.text();
    if (answer.status === 200) return { body };
    return { body, missed: `${path} answered with ${answer.status}` };
  } catch (error) {
    const isSlow = error instanceof Error && error.name === "TimeoutError";
    return {
      body: "",
      missed: `${path} ${isSlow ? "gave no answer in five seconds" : "broke off"}`,
    };
  }
}
