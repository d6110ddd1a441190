/** Remembers which body an Idempotency-Key came with, for a day. */
import { createHash } from "node:crypto";
import { lt, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/drizzle/schema/db";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";

type Use = { owner: string; key: string; body: object };

/** False when this owner used the key with another body within the day. Owner and body are kept as hashes. */
export async function claimIdempotencyKey(tx: Db, { owner, key, body }: Use): Promise<boolean> {
  const bodyHash = hash(JSON.stringify(body));
  const [claimed] = await tx
    .insert(idempotencyKeys)
    .values({ owner: hash(owner), key, bodyHash })
    .onConflictDoUpdate({
      target: [idempotencyKeys.owner, idempotencyKeys.key],
      set: {
        bodyHash: sql`case when ${hasEnded} then excluded.body_hash else ${idempotencyKeys.bodyHash} end`,
        createdAt: sql`case when ${hasEnded} then now() else ${idempotencyKeys.createdAt} end`,
      },
    })
    .returning({ bodyHash: idempotencyKeys.bodyHash });
  return claimed?.bodyHash === bodyHash;
}

export async function deleteExpiredIdempotencyKeys(): Promise<void> {
  await transaction((tx) =>
    tx.delete(idempotencyKeys).where(lt(idempotencyKeys.createdAt, aDayAgo)),
  );
}

const aDayAgo = sql`now() - interval '1 day'`;
/** The day is over, so the key means nothing any more. */
export const hasEnded = sql`${idempotencyKeys.createdAt} < ${aDayAgo}`;

const hash = (text: string) => createHash("sha256").update(text).digest("base64url");
