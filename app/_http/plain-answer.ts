/** A sentence as an answer, for addresses whose reader is a program or sees no page: kept by nobody. */
import { Unavailable } from "@/lib/unavailable";

export function plainAnswer(status: number, sentence: string): Response {
  const headers: Record<string, string> = {
    "content-type": "text/plain; charset=utf-8",
    "cache-control": "private, no-store",
  };
  if (status === 503) headers["retry-after"] = "5";
  return new Response(`${sentence}\n`, { status, headers });
}

/** What nobody expected while somebody only wanted to read. */
export function readingBroke(error: unknown, requestId: string): Response {
  const isBusy = error instanceof Unavailable;
  const sentence = isBusy
    ? "The book cannot be reached for a moment; nothing is lost. Please try again in a few seconds."
    : "That's on us: something broke, and nothing is lost. Please try again.";
  return plainAnswer(isBusy ? 503 : 500, `${sentence} Reference: ${requestId}`);
}
