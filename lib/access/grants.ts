/** Rights are given once per cause, revoked and never deleted. */
import { and, eq, isNull, type Param, type SQL, sql } from "drizzle-orm";
import { grants } from "@/drizzle/schema/access";
import type { Asker, Grant } from "@/lib/access/asker";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const grantColumns = {
  id: grants.id,
  readerId: grants.readerId,
  scope: grants.scope,
  chapterId: grants.chapterId,
  source: grants.source,
  expiresAt: grants.expiresAt,
  revokedAt: grants.revokedAt,
};

/** All rights that this asker names or owns, valid or not: `decideAccess` judges them. */
export async function findGrants(db: Db, asker: Asker): Promise<Grant[]> {
  const { readerId, grantIds } = holderOf(asker);
  if (!readerId && grantIds.length === 0) return [];
  return db
    .select(grantColumns)
    .from(grants)
    .where(heldBy(readerId, sql.param(grantIds)));
}

/** By which two names an asker's grants are found; a builder has none. */
export function holderOf(asker: Asker): { readerId: string | null; grantIds: string[] } {
  if (asker.kind === "builder") return { readerId: null, grantIds: [] };
  const readerId = asker.kind === "visitor" ? null : asker.readerId;
  return { readerId, grantIds: asker.grantIds.filter((id) => UUID.test(id)) };
}

/** The condition that finds them; null is nobody. */
export const heldBy = (readerId: string | null | SQL, grantIds: Param | SQL): SQL =>
  sql`(${grants.readerId} = ${readerId}::uuid or ${grants.id} = any(${grantIds}::uuid[]))`;

type NewGrant = {
  readerId: string | null;
  chapterId: string | null;
  source: Grant["source"];
  cause: string;
};

/** The same cause, source and chapter give the same grant again, revoked or not. Without a chapter: the whole book. */
export async function grantAccess(tx: Db, grant: NewGrant): Promise<Grant> {
  const [given] = await tx
    .insert(grants)
    .values({ ...grant, scope: grant.chapterId ? "chapter" : "book" })
    .onConflictDoUpdate({
      target: [grants.cause, grants.source, grants.chapterId],
      set: { readerId: sql`coalesce(${grants.readerId}, excluded.reader_id)` },
    })
    .returning(grantColumns);
  if (!given) throw new Error("A grant was neither made nor found.");
  return given;
}

/** Revoking twice keeps the first time and reason. */
export async function revokeGrant(
  tx: Db,
  { id, reason, actor }: { id: string; reason: string; actor: string },
) {
  const revoked = await tx
    .update(grants)
    .set({ revokedAt: sql`now()`, revokedReason: reason })
    .where(and(eq(grants.id, id), isNull(grants.revokedAt)))
    .returning({ id: grants.id });
  if (revoked.length > 0)
    await recordAudit(tx, { actor, action: "grant.revoked", subject: id, after: { reason } });
}
