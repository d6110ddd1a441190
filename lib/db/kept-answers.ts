/** The first answer to a key is given again for a day; while somebody works on it, nobody else does. */
import { createHash, randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { idempotencyKeys } from "@/drizzle/schema/db";
import { hasEnded } from "@/lib/db/idempotency";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { seal, unseal } from "@/lib/signing";

/** Longer than any call takes; whoever holds a key that long has crashed. */
const LOCK_SECONDS = 60;

export type KeptAnswer = { status: number; headers: Record<string, string>; body: string };

export type KeyUse = { owner: string; key: string; body: Uint8Array };

/** `claimed`: go on, then `keepAnswer` or `releaseKey` with `claim`. */
export type Claimed =
  | { state: "claimed"; claim: string }
  | { state: "answered"; answer: KeptAnswer }
  | { state: "other_body" }
  | { state: "in_flight" };

type Row = typeof idempotencyKeys.$inferSelect;

export async function claimKey({ owner, key, body }: KeyUse): Promise<Claimed> {
  const claim = randomUUID();
  const wanted = { owner: hash(owner), key, bodyHash: hash(body) };
  const row = await transaction((tx) => claimRow(tx, { ...wanted, claim }));
  if (row.bodyHash !== wanted.bodyHash) return { state: "other_body" };
  if (row.sealedAnswer)
    return { state: "answered", answer: JSON.parse(await unseal(row.sealedAnswer)) };
  return row.lockedBy === claim ? { state: "claimed", claim } : { state: "in_flight" };
}

type Wanted = { owner: string; key: string; bodyHash: string; claim: string };

/** One statement decides who of many goes on; running it again, after a lost answer, finds the own claim. */
async function claimRow(tx: Db, { claim, ...wanted }: Wanted): Promise<Row> {
  const lockedUntil = sql`now() + ${LOCK_SECONDS} * interval '1 second'`;
  const isAbandoned = sql`(${idempotencyKeys.sealedAnswer} is null and ${idempotencyKeys.lockedUntil} < now()
    and ${idempotencyKeys.bodyHash} = excluded.body_hash)`;
  const isOurs = sql`(${hasEnded} or ${isAbandoned})`;
  const [row] = await tx
    .insert(idempotencyKeys)
    .values({ ...wanted, lockedBy: claim, lockedUntil })
    .onConflictDoUpdate({
      target: [idempotencyKeys.owner, idempotencyKeys.key],
      set: {
        bodyHash: sql`case when ${hasEnded} then excluded.body_hash else ${idempotencyKeys.bodyHash} end`,
        sealedAnswer: sql`case when ${hasEnded} then null else ${idempotencyKeys.sealedAnswer} end`,
        createdAt: sql`case when ${hasEnded} then now() else ${idempotencyKeys.createdAt} end`,
        lockedBy: sql`case when ${isOurs} then excluded.locked_by else ${idempotencyKeys.lockedBy} end`,
        lockedUntil: sql`case when ${isOurs} then excluded.locked_until else ${idempotencyKeys.lockedUntil} end`,
      },
    })
    .returning();
  if (!row) throw new Error("A key was neither claimed nor found.");
  return row;
}

type Own = { owner: string; key: string; claim: string };

const isHeld = ({ owner, key, claim }: Own) =>
  and(
    eq(idempotencyKeys.owner, hash(owner)),
    eq(idempotencyKeys.key, key),
    eq(idempotencyKeys.lockedBy, claim),
  );

export async function keepAnswer(own: Own, answer: KeptAnswer): Promise<void> {
  const sealedAnswer = await seal(JSON.stringify(answer));
  await transaction((tx) =>
    tx.update(idempotencyKeys).set({ sealedAnswer, lockedUntil: null }).where(isHeld(own)),
  );
}

/** Nothing was done, so the same key may be tried again at once. */
export async function releaseKey(own: Own): Promise<void> {
  await transaction((tx) => tx.delete(idempotencyKeys).where(isHeld(own)));
}

const hash = (text: string | Uint8Array) => createHash("sha256").update(text).digest("base64url");
