/** One broadcast as its page shows it: the text, how far it is, whom it means, and what keeps it from being sent. */
import type { LockedQuote } from "@/lib/access/locked-quotes";
import { getBookSettings } from "@/lib/book/settings";
import { read } from "@/lib/db/transaction";
import { type Numbered, withNumbers } from "@/lib/desk/broadcasts/broadcast-numbers";
import { findBroadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { findForbiddenQuotes } from "@/lib/desk/broadcasts/forbidden-quotes";
import { countRecipients, listSomeRecipients } from "@/lib/desk/broadcasts/recipients";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type BroadcastPage = {
  broadcast: Numbered;
  /** The book's zone, in which times are typed and shown. */
  timezone: string;
  /** Only while it can still change: how many get it now, and the newest of them. */
  audience: { people: number; some: string[] } | undefined;
  quotes: LockedQuote[];
};

type Problem = "forbidden" | "not_found";

export async function getBroadcast(
  actor: Actor,
  id: string,
): Promise<Result<BroadcastPage, Problem>> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const { timezone } = await getBookSettings();
  return read(async (db) => {
    const found = await findBroadcast(db, id);
    if (!found) return err("not_found");
    const broadcast = await withNumbers(db, found);
    const isOver = found.state === "done" || found.state === "cancelled";
    const quotes = isOver ? [] : await findForbiddenQuotes(db, found);
    if (found.startedAt) return ok({ broadcast, timezone, audience: undefined, quotes });
    const people = await countRecipients(db, found.filter);
    const some = await listSomeRecipients(db, { filter: found.filter, limit: 5 });
    const audience = { people, some: some.map(({ email }) => email) };
    return ok({ broadcast, timezone, audience, quotes });
  });
}
