/** Owners have the book mailed, a chapter every three days; one click starts it, one stops it. */
import { eq, sql } from "drizzle-orm";
import { companions } from "@/drizzle/schema/signups";
import { listReadableIn } from "@/lib/access/list-readable";
import { getBookSettings } from "@/lib/book/settings";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { findSuppression } from "@/lib/mail/suppression";
import type { Actor } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { findCompanionStandings } from "@/lib/signups/companion/companion-standing";
import { endCompanion } from "@/lib/signups/companion/end-companion";
import { planChapter } from "@/lib/signups/companion/plan-chapter";

type Start = { actor: Actor; now: Date; zone?: string };
/** `no_mail`: the address gets none; `resumeMail` brings it back. */
type Problem = "forbidden" | "no_book" | "no_mail";

/** For the actor alone. Starting what is under way changes nothing; after an end it goes on with the chapters not had. */
export async function startCompanion({
  actor,
  now,
  zone,
}: Start): Promise<Result<undefined, Problem>> {
  if (actor.role === "nobody") return err("forbidden");
  const { readerId, email } = actor;
  const { timezone: authorsZone } = await getBookSettings();
  return transaction(async (tx) => {
    const asker = { kind: "reader" as const, readerId, grantIds: [] };
    const { state } = await listReadableIn(tx, { asker, now });
    if (state !== "owner") return err("no_book");
    if (await findSuppression(tx, email)) return err("no_mail");
    if (!(await begin(tx, { readerId, zone: zone ?? null, authorsZone }))) return ok(undefined);
    await recordAudit(tx, {
      actor: `reader:${readerId}`,
      action: "companion.started",
      subject: readerId,
    });
    return ok(undefined);
  });
}

type Begin = { readerId: string; zone: string | null; authorsZone: string };

/** Answers whether it began; one that is under way keeps its pace. */
async function begin(tx: Db, { readerId, zone, authorsZone }: Begin): Promise<boolean> {
  const begun = { state: "active" as const, startedAt: sql`now()`, stoppedAt: null };
  const started = await tx
    .insert(companions)
    .values({ readerId, zone, ...begun })
    .onConflictDoUpdate({
      target: companions.readerId,
      set: { ...begun, zone: sql`coalesce(excluded.zone, ${companions.zone})` },
      setWhere: sql`${companions.state} <> 'active'`,
    })
    .returning({ readerId: companions.readerId });
  if (started.length === 0) return false;
  const [standing] = await findCompanionStandings(tx, { readerIds: [readerId], authorsZone });
  if (!standing) throw new Error("A companion was neither made nor found.");
  await tx
    .update(companions)
    .set({ nextDueAt: planChapter(standing, standing.now) })
    .where(eq(companions.readerId, readerId));
  return true;
}

/** Stopping twice changes nothing. */
export async function stopCompanion({
  actor,
}: {
  actor: Actor;
}): Promise<Result<undefined, "forbidden">> {
  if (actor.role === "nobody") return err("forbidden");
  const { readerId } = actor;
  await transaction(async (tx) => {
    await endCompanion(tx, readerId);
    await recordAudit(tx, {
      actor: `reader:${readerId}`,
      action: "companion.stopped",
      subject: readerId,
    });
  });
  return ok(undefined);
}
