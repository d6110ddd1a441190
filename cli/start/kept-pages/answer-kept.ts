/**
 * Answers with a page that was made before, for this kind of reader. Who gets which is asked of the gate at every
 * request; what is kept in memory is only how the page looks. See docs/decisions/kept-pages.md.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { askerOf } from "@/app/_http/asker-of";
import { type AskedPage, askedPage } from "@/cli/start/kept-pages/asked-page";
import { keepAhead } from "@/cli/start/kept-pages/keep-ahead";
import { type KeptPage, makePage } from "@/cli/start/kept-pages/make-page";
import { sendPage } from "@/cli/start/kept-pages/send-page";
import { makeShelf, type Shelf } from "@/cli/start/kept-pages/shelf";
import { ANYBODY } from "@/lib/access/asker";
import { judgeChapter } from "@/lib/access/judge-chapter";
import { getConfig } from "@/lib/config";
import { log } from "@/lib/log";
import { runWithRequestId } from "@/lib/request-context";
import { Unavailable } from "@/lib/unavailable";

const LOOKED_UP_WITHIN_MS = 300;

export type AnswerKept = (request: IncomingMessage, response: ServerResponse) => Promise<boolean>;

/**
 * The answer says whether the request has got its own; what is no plain page, or cannot be told now, is left to Next.
 * Without a listener nobody would say that the book has changed, and without a secret we could not ask for a page.
 */
export function makeAnswerKept(shelf: Shelf = makeShelf()): AnswerKept {
  const { underLauncher, loopbackSecret, isDev } = getConfig();
  if (isDev || !underLauncher || !loopbackSecret) return async () => false;
  keepAhead((asked) => findForAnybody(shelf, asked));
  return async (request, response) => {
    const asked = askedPage(request);
    if (!asked) return false;
    const requestId = String(request.headers["x-request-id"]);
    const page = await runWithRequestId(requestId, () => findPage(shelf, asked, request)).catch(
      leaveToNext,
    );
    /** Who left meanwhile costs nothing more. */
    if (response.destroyed) return true;
    if (!page) return false;
    sendPage(request, response, page);
    return true;
  };
}

function findPage(shelf: Shelf, asked: AskedPage, { headers }: IncomingMessage) {
  if (!asked.isPersonal) return findForAnybody(shelf, asked);
  return findForReader(shelf, asked, new Headers({ cookie: headers.cookie ?? "" }));
}

async function findForAnybody(shelf: Shelf, { path, slug }: AskedPage) {
  return shelf.findOrMake(`anybody ${path}`, async () =>
    !slug || (await mayExist(slug)) ? makePage(path) : undefined,
  );
}

/** A chapter that does not exist is not asked for twice; while the database is away, Next's own copy answers at once. */
function mayExist(slug: string): Promise<boolean> {
  const judged = judgeChapter({ slug, asker: ANYBODY, now: new Date() }).then(Boolean, () => true);
  return Promise.race([judged, sleep(LOOKED_UP_WITHIN_MS, true, { ref: false })]);
}

async function findForReader(shelf: Shelf, { path, slug }: AskedPage, cookies: Headers) {
  if (!slug) return undefined;
  const now = new Date();
  const { asker, reader } = await askerOf(cookies, now);
  const judged = await judgeChapter({ slug, asker, now });
  if (!judged) return undefined;
  const { edition, state, hasFreeChapter, chapter } = judged;
  const { versionId } = chapter;
  const view = { edition, state, hasFreeChapter, isSignedIn: reader !== undefined, versionId };
  /** The chapter's own facts too, so that nothing old is shown while the news of a change is on its way. */
  const key = `${path} ${JSON.stringify([chapter, view])}`;
  return shelf.findOrMake(key, () => makePage(path, view), { mayBeFormer: true });
}

function leaveToNext(error: unknown): KeptPage | undefined {
  if (!(error instanceof Unavailable)) log().warn({ err: error }, "a page could not be kept");
  return undefined;
}
