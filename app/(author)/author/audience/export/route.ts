import { currentActor } from "@/app/_http/current-author";
import { networkOf } from "@/app/_http/network";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { readFilter } from "@/app/(author)/author/audience/filter-query";
import { PROBLEMS } from "@/app/(author)/author/audience/problems";
import { exportPeople } from "@/lib/desk/audience/export-people";
import { log } from "@/lib/log";

/** The filtered audience as a file; a download that breaks off is told to the browser, never passed off as whole. */
export const GET = withRequestId(takeAudience, readingBroke);

async function takeAudience(request: Request): Promise<Response> {
  const actor = await currentActor();
  if (actor.role === "nobody") return plainAnswer(401, "Please log in as an author first.");
  const filter = readFilter(Object.fromEntries(new URL(request.url).searchParams));
  if (!filter) return plainAnswer(422, PROBLEMS.unknown_filter);
  const taken = await exportPeople({ actor, filter, network: networkOf(request.headers) });
  if (!taken.ok) return plainAnswer(403, PROBLEMS[taken.reason]);
  const day = new Date().toISOString().slice(0, 10);
  return new Response(toStream(taken.value), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="audience-${day}.csv"`,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
    },
  });
}

/** The next batch is read when the browser has taken the last one. */
function toStream(chunks: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { value, done } = await chunks.next().catch((error: unknown) => {
        log().error({ err: error }, "an export broke off");
        throw error;
      });
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}
