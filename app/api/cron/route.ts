import { timingSafeEqual } from "node:crypto";
import { revalidateTag } from "next/cache";
import { BOOK_TAG } from "@/app/_http/cached-book";
import { problemResponse } from "@/app/_http/problem";
import { withRequestId } from "@/app/_http/request-id";
import { getConfig } from "@/lib/config";
import { runScheduledWork } from "@/lib/registry";

export const dynamic = "force-dynamic";
/** Seconds; more than the work takes, and what hosts allow. */
export const maxDuration = 60;

/** What a worker does, in one call, for schedulers that know the token. */
export const GET = withRequestId(
  async (request) => {
    if (!knowsToken(request.headers.get("authorization")))
      return problemResponse({
        status: 401,
        title: "Not allowed",
        detail: "This address wants the bearer token of CRON_SECRET.",
      });
    const done = await runScheduledWork();
    renewPages();
    return Response.json(done, { headers: { "cache-control": "private, no-store" } });
  },
  () =>
    problemResponse({
      status: 503,
      title: "Not done",
      detail: "Nothing is lost: what is left waits in the queue for the next call.",
    }),
);

function knowsToken(given: string | null): boolean {
  const { cronSecret } = getConfig();
  if (!cronSecret || !given) return false;
  const expected = Buffer.from(`Bearer ${cronSecret}`);
  const sent = Buffer.from(given);
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

/**
 * Where nothing listens for a publish, each kept page is made anew after its next visit, which still gets the old one:
 * so a page stays readable though the database went away meanwhile.
 */
function renewPages() {
  if (!getConfig().underLauncher) revalidateTag(BOOK_TAG, "max");
}
