/** Keys of the API: shown once, kept as hashes, never more than their owner may, revocable at once. */
import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { apiTokens } from "@/drizzle/schema/author";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, actorOfEmail, hasRight, nameOf } from "@/lib/readers/actor";
import { hashToken, makeToken } from "@/lib/readers/sign-in-secrets";
import { err, ok, type Result } from "@/lib/result";

export const SCOPES = ["read", "write", "publish", "people"] as const;
export type Scope = (typeof SCOPES)[number];

/** Recognisable in a file or a log, for people and for scanners of secrets. */
export const TOKEN_PREFIX = "shb_";

type NewToken = { actor: Actor; name: string; scopes: Scope[] };

/** The token itself is in this answer alone. */
export async function makeApiToken({
  actor,
  ...wanted
}: NewToken): Promise<Result<{ id: string; token: string }, "forbidden">> {
  if (actor.role === "nobody" || !hasRight(actor, "write")) return err("forbidden");
  return transaction(async (tx) => ok(await makeApiTokenIn(tx, { ...wanted, actor })));
}

type Owner = Extract<Actor, { email: string }>;

export async function makeApiTokenIn(
  tx: Db,
  { actor, name, scopes }: Omit<NewToken, "actor"> & { actor: Owner },
): Promise<{ id: string; token: string }> {
  const token = `${TOKEN_PREFIX}${makeToken()}`;
  const [made] = await tx
    .insert(apiTokens)
    .values({ name, hash: hashToken(token), scopes, email: actor.email })
    .returning({ id: apiTokens.id });
  if (!made) throw new Error("No token was kept.");
  await recordAudit(tx, {
    actor: nameOf(actor),
    action: "token.made",
    subject: `token:${made.id}`,
    after: { name, scopes },
  });
  return { id: made.id, token };
}

export type TokenHolder = { tokenId: string; actor: Actor; scopes: Scope[] };

/** Whose token it is, with the rights that its owner has now; undefined for a forged or revoked one. */
export async function findTokenHolder(token: string): Promise<TokenHolder | undefined> {
  if (!token.startsWith(TOKEN_PREFIX)) return undefined;
  const [found] = await read((db) =>
    db
      .select({
        id: apiTokens.id,
        email: apiTokens.email,
        scopes: apiTokens.scopes,
        isUnnoted: sql<boolean>`${isUnnoted}`,
      })
      .from(apiTokens)
      .where(and(eq(apiTokens.hash, hashToken(token)), isNull(apiTokens.revokedAt))),
  );
  if (!found) return undefined;
  const actor = await actorOfEmail(found.email);
  const scopes = SCOPES.filter((scope) => found.scopes.includes(scope));
  if (found.isUnnoted) await noteTokenUse(found.id);
  return { tokenId: found.id, actor, scopes };
}

/** For the list of tokens; once a minute is enough. */
const isUnnoted = sql`(${apiTokens.lastUsedAt} is null or ${apiTokens.lastUsedAt} < now() - interval '1 minute')`;

async function noteTokenUse(id: string): Promise<void> {
  await transaction((tx) =>
    tx
      .update(apiTokens)
      .set({ lastUsedAt: sql`now()` })
      .where(and(eq(apiTokens.id, id), isUnnoted)),
  );
}

/** One's own; an author sees all. Revoked ones stay, so that one knows what there was. */
export async function listApiTokens(actor: Actor) {
  if (actor.role === "nobody" || !hasRight(actor, "write")) return err("forbidden");
  const own = hasRight(actor, "people") ? undefined : eq(apiTokens.email, actor.email);
  const rows = await read((db) =>
    db
      .select({
        id: apiTokens.id,
        name: apiTokens.name,
        scopes: apiTokens.scopes,
        email: apiTokens.email,
        createdAt: apiTokens.createdAt,
        lastUsedAt: apiTokens.lastUsedAt,
        revokedAt: apiTokens.revokedAt,
      })
      .from(apiTokens)
      .where(own)
      .orderBy(desc(apiTokens.createdAt)),
  );
  return ok(rows);
}

/** From the next call on. Revoking twice keeps the first time. */
export async function revokeApiToken({
  actor,
  id,
}: {
  actor: Actor;
  id: string;
}): Promise<Result<undefined, "forbidden" | "not_found">> {
  if (actor.role === "nobody" || !hasRight(actor, "write")) return err("forbidden");
  const own = hasRight(actor, "people") ? undefined : eq(apiTokens.email, actor.email);
  return transaction(async (tx) => {
    const [found] = await tx
      .select({ name: apiTokens.name, email: apiTokens.email, revokedAt: apiTokens.revokedAt })
      .from(apiTokens)
      .where(and(eq(apiTokens.id, id), own))
      .for("update");
    if (!found) return err("not_found");
    if (found.revokedAt) return ok(undefined);
    await tx.update(apiTokens).set({ revokedAt: sql`now()` }).where(eq(apiTokens.id, id));
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "token.revoked",
      subject: `token:${id}`,
      before: { name: found.name, email: found.email },
    });
    return ok(undefined);
  });
}
