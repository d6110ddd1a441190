/** Addresses that get no mail, kept as keyed hashes so that a deleted reader stays suppressed. */
import { inArray, sql } from "drizzle-orm";
import { suppressions } from "@/drizzle/schema/mail";
import { inGroups } from "@/lib/db/in-groups";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { keyedHashes } from "@/lib/signing";

type Reason = (typeof suppressions.$inferSelect)["reason"];

type Suppression = { address: string; reason: Reason };

/** The first reason stays, except that a dead inbox weighs more than a wish. */
export async function suppressAddress(tx: Db, { address, reason }: Suppression): Promise<void> {
  const [addressHash] = addressHashes(address);
  if (!addressHash) throw new Error("NEXTAUTH_SECRET is not set, so no address can be suppressed.");
  await tx
    .insert(suppressions)
    .values({ addressHash, reason })
    .onConflictDoUpdate({
      target: suppressions.addressHash,
      set: { reason, createdAt: sql`now()` },
      setWhere: sql`excluded.reason = 'bounced'`,
    });
}

type Mailing = { isTransactional: boolean };

/**
 * Somebody who left still gets the letters they ask for themselves, such as a sign-in. A dead inbox gets none for a day
 * after each bounce; then its owner may try again, since nobody else could ever say that it lives.
 */
export async function isSuppressed(
  address: string,
  { isTransactional }: Mailing,
): Promise<boolean> {
  const found = await suppressionsOf(address);
  return found.some(({ reason, isFresh }) => !isTransactional || (reason === "bounced" && isFresh));
}

/** Letters that leave at the same time ask together. */
const suppressionsOf = inGroups(async (addresses: string[]) => {
  const hashes = addresses.map(addressHashes);
  const found = await read((db) =>
    db
      .select({
        addressHash: suppressions.addressHash,
        reason: suppressions.reason,
        isFresh: sql<boolean>`${suppressions.createdAt} > now() - interval '1 day'`,
      })
      .from(suppressions)
      .where(inArray(suppressions.addressHash, hashes.flat())),
  );
  return hashes.map((own) => found.filter(({ addressHash }) => own.includes(addressHash)));
});

/** Which of many get no mail that one can leave; one round trip. */
export async function findSuppressed(db: Db, addresses: string[]): Promise<Set<string>> {
  const byHash = new Map(
    addresses.flatMap((address) => addressHashes(address).map((hash) => [hash, address])),
  );
  if (byHash.size === 0) return new Set();
  const found = await db
    .select({ hash: suppressions.addressHash })
    .from(suppressions)
    .where(inArray(suppressions.addressHash, [...byHash.keys()]));
  return new Set(found.flatMap(({ hash }) => byHash.get(hash) ?? []));
}

/** Why this address gets no mail that one can leave; undefined where it does. */
export async function findSuppression(db: Db, address: string): Promise<Reason | undefined> {
  const [found] = await db
    .select({ reason: suppressions.reason })
    .from(suppressions)
    .where(inArray(suppressions.addressHash, addressHashes(address)));
  return found?.reason;
}

/** Only for the person themself: neither import nor signup nor an author's click brings mail back. */
export async function liftSuppression(tx: Db, address: string): Promise<void> {
  await tx.delete(suppressions).where(inArray(suppressions.addressHash, addressHashes(address)));
}

/** How an address is named where none may stand; one for each present secret: who left stays left when it changes. */
export const addressHashes = (address: string) =>
  keyedHashes("suppression", address.trim().toLowerCase());
