/** What a broadcast quotes from behind a lock, unless it goes only to people who may read all of the book. */
import { findLockedQuotes } from "@/lib/access/find-locked-quotes";
import type { LockedQuote } from "@/lib/access/locked-quotes";
import type { Db } from "@/lib/db/pool";
import type { BroadcastText } from "@/lib/desk/broadcasts/broadcast-fields";

export async function findForbiddenQuotes(
  db: Db,
  { subject, markdown, filter }: BroadcastText,
): Promise<LockedQuote[]> {
  if (filter.buyer === "yes") return [];
  return findLockedQuotes(db, `${subject}\n\n${markdown}`);
}

/** Names the chapters and not the words: reasons are shown and logged in many places. */
export function explainQuotes(quotes: LockedQuote[]): string {
  const titles = [...new Set(quotes.map(({ title }) => `“${title}”`))].join(", ");
  return `It quotes locked text from ${titles}, which not everybody who gets it may read. Send it to buyers only, or write a version without the quotation.`;
}
