/**
 * Makes the pages for anybody when the book has changed, one after another: nobody waits for them, and they are
 * there when the database is not.
 */
import { setTimeout as sleep } from "node:timers/promises";
import type { AskedPage } from "@/cli/start/kept-pages/asked-page";
import { listOutline } from "@/lib/book/outline";
import { onPageGeneration, pageGeneration } from "@/lib/page-generation";
import { isStopping } from "@/lib/stopping";

type Keep = (asked: AskedPage) => Promise<unknown>;

/** News often come in a row, and whoever published looks at their own page first. */
const QUIET_MS = 700;
/** Readers' own requests come between two pages. */
const PAUSE_MS = 30;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 30_000;
const FIRST_PAGES = ["/", "/contents"].map((path) => ({ path, isPersonal: false }));

export function keepAhead(keep: Keep) {
  onPageGeneration(() => void keepAll(keep));
}

/** Goes on until each is kept or the book has changed again; one that breaks keeps none of the others waiting. */
async function keepAll(keep: Keep): Promise<void> {
  const generation = pageGeneration();
  const isOver = () => isStopping() || generation !== pageGeneration();
  await sleep(QUIET_MS, undefined, { ref: false });
  await keepUntilDone(listPages, keep, isOver);
}

async function keepUntilDone(list: () => Promise<AskedPage[]>, keep: Keep, isOver: () => boolean) {
  let left: AskedPage[] | undefined;
  for (let wait = FIRST_WAIT_MS; !isOver(); wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    left ??= await list().catch(() => undefined);
    left = left && (await keepEach(left, keep, isOver));
    if (left?.length === 0) return;
    await sleep(wait, undefined, { ref: false });
  }
}

/** Those that could not be kept. Why stands in the log of the request that was to make them, where it came to one. */
async function keepEach(pages: AskedPage[], keep: Keep, isOver: () => boolean) {
  const left: AskedPage[] = [];
  for (const page of pages) {
    if (isOver()) break;
    await keep(page).catch(() => left.push(page));
    await sleep(PAUSE_MS, undefined, { ref: false });
  }
  return left;
}

async function listPages(): Promise<AskedPage[]> {
  const outline = await listOutline();
  const chapters = outline.map(({ slug }) => ({
    path: `/chapters/${slug}`,
    slug,
    isPersonal: false,
  }));
  return [...FIRST_PAGES, ...chapters];
}
