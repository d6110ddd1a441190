/** The rows behind sign-in letters: when one is live, and how many one address may have. */
import { desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { signInRequests } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";
import { MOST_BOUND } from "@/lib/readers/sign-in-binding";

export const MOST_TRIES = 5;
const MOST_LIVE = 3;
const MOST_LETTERS_PER_HOUR = 5;

/** On the database's clock. */
const isLive: SQL<boolean> = sql`(consumed_at is null and expires_at > now() and wrong_tries < ${MOST_TRIES})`;

export type NewRequest = Pick<
  typeof signInRequests.$inferInsert,
  "id" | "email" | "linkHash" | "codeHash" | "returnTo" | "network"
>;

/**
 * Whether a letter is due. Beyond three live ones or five letters within the hour none is, but the row is written
 * all the same: nothing that can be asked about it afterwards tells the difference.
 */
export async function recordRequest(tx: Db, request: NewRequest): Promise<boolean> {
  await waitForTurn(tx, request.email);
  const [recorded] = await tx
    .insert(signInRequests)
    .values({
      ...request,
      hasLetter: hasRoomFor(request.email),
      expiresAt: sql`now() + interval '10 minutes'`,
    })
    .onConflictDoNothing()
    .returning({ hasLetter: signInRequests.hasLetter });
  return recorded?.hasLetter ?? false;
}

/** Two requests for one address at once would both count the same rows. */
async function waitForTurn(tx: Db, email: string) {
  await tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`sign-in:${email}`}::text, 0))`,
  );
}

const hasRoomFor = (email: string): SQL<boolean> => sql`(
  select count(*) filter (where ${isLive}) < ${MOST_LIVE} and count(*) < ${MOST_LETTERS_PER_HOUR}
  from sign_in_requests
  where email = ${email} and has_letter and created_at > now() - interval '1 hour')`;

/** Of these requests the live ones; those with a letter stay when there are too many for a cookie. */
export async function listLive(tx: Db, ids: string[]): Promise<string[]> {
  const live = await tx
    .select({ id: signInRequests.id })
    .from(signInRequests)
    .where(sql`${inArray(signInRequests.id, ids)} and ${isLive}`)
    .orderBy(desc(signInRequests.hasLetter), desc(signInRequests.createdAt))
    .limit(MOST_BOUND);
  return live.map((request) => request.id);
}

export const findRequest = async (db: Db, id: string) => {
  const [found] = await db
    .select({
      id: signInRequests.id,
      email: signInRequests.email,
      linkHash: signInRequests.linkHash,
      isUsable: sql<boolean>`has_letter and ${isLive}`,
    })
    .from(signInRequests)
    .where(eq(signInRequests.id, id));
  return found;
};
