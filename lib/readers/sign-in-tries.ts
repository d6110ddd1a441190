/** Each try either consumes its request or counts against it, one after the other, however many come at once. */
import { and, asc, eq, inArray, or, sql } from "drizzle-orm";
import { signInRequests } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { MOST_TRIES } from "@/lib/readers/sign-in-requests";

type LockedRequest = {
  id: string;
  codeHash: string;
  wrongTries: number;
  /** Neither consumed nor expired nor tried too often. */
  isOpen: boolean;
  /** Open, and its letter was sent, so that somebody can know the code. */
  isUsable: boolean;
  isPast: boolean;
};

/** A try whose commit was answered by silence is done again; what it has done already does not stand in its way. */
const isUnspentFor = (tryId: string) =>
  or(sql`${signInRequests.consumedAt} is null`, eq(signInRequests.lastTry, tryId));

const isInTime = sql`${signInRequests.expiresAt} > now()`;
const hasTriesLeft = sql`${signInRequests.wrongTries} < ${MOST_TRIES}`;

/** Locked until the transaction ends, in one order for all: a thousand guesses at once still get five. */
export async function lockRequests(tx: Db, { ids, tryId }: { ids: string[]; tryId: string }) {
  if (ids.length === 0) return [];
  const isOpen = and(isUnspentFor(tryId), isInTime, hasTriesLeft);
  return tx
    .select({
      id: signInRequests.id,
      codeHash: signInRequests.codeHash,
      wrongTries: signInRequests.wrongTries,
      isOpen: sql<boolean>`${isOpen}`,
      isUsable: sql<boolean>`${isOpen} and ${signInRequests.hasLetter}`,
      isPast: sql<boolean>`not (${isUnspentFor(tryId)}) or not (${isInTime})`,
    })
    .from(signInRequests)
    .where(inArray(signInRequests.id, ids))
    .orderBy(asc(signInRequests.id))
    .for("update");
}

type Consumption = { id: string; tryId: string; linkHash?: string };

/** Nothing when somebody else was first, or it is too late. */
export async function consumeRequest(tx: Db, { id, tryId, linkHash }: Consumption) {
  const [consumed] = await tx
    .update(signInRequests)
    .set({ consumedAt: sql`now()`, lastTry: tryId })
    .where(
      and(
        eq(signInRequests.id, id),
        eq(signInRequests.hasLetter, true),
        linkHash === undefined ? undefined : eq(signInRequests.linkHash, linkHash),
        isUnspentFor(tryId),
        isInTime,
        hasTriesLeft,
      ),
    )
    .returning({ email: signInRequests.email, returnTo: signInRequests.returnTo });
  return consumed && { email: consumed.email, returnTo: consumed.returnTo ?? undefined };
}

type Wrong = { requests: LockedRequest[]; tryId: string };

/** Counts against every request the code was tried on, sent or not: the answer does not tell them apart. */
export async function countWrongTry(tx: Db, { requests, tryId }: Wrong) {
  const open = requests.filter((request) => request.isOpen).map((request) => request.id);
  if (open.length === 0) {
    return requests.some((request) => !request.isPast) ? "too_many_tries" : "ended";
  }
  const counted = await tx
    .update(signInRequests)
    .set({
      wrongTries: sql`${signInRequests.wrongTries} + (${signInRequests.lastTry} is distinct from ${tryId}::uuid)::int`,
      lastTry: tryId,
    })
    .where(inArray(signInRequests.id, open))
    .returning({ wrongTries: signInRequests.wrongTries });
  return counted.every((request) => request.wrongTries >= MOST_TRIES)
    ? "too_many_tries"
    : "wrong_code";
}
