/** The outbox letter by letter, newest first: whom to, how it stands, what the server said; never what is secret in it. */
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { LOOKS_WITHIN_MS } from "@/lib/desk/failures/affected";
import { describeLetters, type OutboxLetter } from "@/lib/desk/outbox/describe-letters";
import type { OutboxFilter } from "@/lib/desk/outbox/outbox-filter";
import { LETTER_PLACES, pickLetters } from "@/lib/desk/outbox/pick-letters";
import type { PagePlace } from "@/lib/desk/page-place";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const PAGE = 50;

/** `older` and `newer` are the places of the next and the previous page, where there is one. */
export type OutboxPage = { letters: OutboxLetter[]; older?: string; newer?: string };

/** needs_people: addresses are looked up by those alone who may see them. no_reference: part of one finds nothing. */
type Refusal = "forbidden" | "needs_people" | "no_reference";

type Listing = { actor: Actor; filter?: OutboxFilter; place?: PagePlace };

export async function listOutbox({
  actor,
  filter = {},
  place = {},
}: Listing): Promise<Result<OutboxPage, Refusal>> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const showsAddresses = hasRight(actor, "people");
  const { q = "" } = filter;
  if (q.includes("@") && !showsAddresses) return err("needs_people");
  if (q !== "" && !ADDRESS.test(q) && !REFERENCE.test(q)) return err("no_reference");
  return ok(
    await read(async (db) => {
      const { ids, hasOlder, hasNewer } = await findPage(db, { filter, place });
      const letters = await describeLetters(db, { ids, showsAddresses });
      return {
        letters,
        older: hasOlder ? letters.at(-1)?.place : undefined,
        newer: hasNewer ? letters[0]?.place : undefined,
      };
    }, LOOKS_WITHIN_MS),
  );
}

const ADDRESS = /^[^\s@]+@[^\s@]+$/;
/** What ids are made of. */
const REFERENCE = /^[A-Za-z0-9-]{8,64}$/;

/** One more than a page holds tells whether there is another. */
async function findPage(db: Db, { filter, place }: { filter: OutboxFilter; place: PagePlace }) {
  const newer = LETTER_PLACES.isBefore(place.before);
  const older = newer ? undefined : LETTER_PLACES.isAfter(place.after);
  const isUpwards = newer !== undefined;
  const where = newer ?? older;
  const found = await pickLetters(db, { filter, where, isUpwards, limit: PAGE + 1 });
  const hasMore = found.length > PAGE;
  const page = found.slice(0, PAGE);
  return {
    ids: isUpwards ? page.toReversed() : page,
    hasOlder: isUpwards || hasMore,
    hasNewer: isUpwards ? hasMore : older !== undefined,
  };
}
