import { timingSafeEqual } from "node:crypto";
import { revalidateTag } from "next/cache";
import { BOOK_TAG } from "@/app/_http/cached-book";
import { getConfig } from "@/lib/config";

/** Called by this process's own listener after a publish; revalidateTag works only inside a request. */
export function POST(request: Request): Response {
  if (!knowsSecret(request.headers.get("x-loopback-secret")))
    return new Response(null, { status: 404 });
  revalidateTag(BOOK_TAG, { expire: 0 });
  return new Response(null, { status: 204, headers: { "cache-control": "private, no-store" } });
}

function knowsSecret(given: string | null): boolean {
  const expected = getConfig().loopbackSecret;
  if (!expected || !given) return false;
  const [sent, known] = [Buffer.from(given), Buffer.from(expected)];
  return sent.length === known.length && timingSafeEqual(sent, known);
}
