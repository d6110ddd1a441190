import { revalidateTag } from "next/cache";
import { BOOK_TAG } from "@/app/_http/cached-book";
import { knowsLoopbackSecret, LOOPBACK_HEADER } from "@/lib/loopback";

/** Called by this process's own listener after a publish; revalidateTag works only inside a request. */
export function POST(request: Request): Response {
  if (!knowsLoopbackSecret(request.headers.get(LOOPBACK_HEADER)))
    return new Response(null, { status: 404 });
  revalidateTag(BOOK_TAG, { expire: 0 });
  return new Response(null, { status: 204, headers: { "cache-control": "private, no-store" } });
}
