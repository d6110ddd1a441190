/** An author stops a broadcast, lets it go on, or ends it; letters that were written but not sent follow at once. */
import { eq, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { type LockedBroadcast, lockBroadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { enqueueLook } from "@/lib/desk/broadcasts/enqueue-step";
import { findForbiddenQuotes } from "@/lib/desk/broadcasts/forbidden-quotes";
import { pauseBecause } from "@/lib/desk/broadcasts/pause-because";
import { startNow } from "@/lib/desk/broadcasts/start-broadcast";
import { holdLetters, releaseLetters } from "@/lib/mail/broadcast-letters";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type Named = { actor: Actor; id: string };
type Problem = "forbidden" | "not_found" | "wrong_state";

const DEADLINE_MS = 20_000;

export async function pauseBroadcast({
  actor,
  id,
  reason,
}: Named & { reason: string }): Promise<Result<undefined, Problem>> {
  return steer({ actor, id }, async (tx, broadcast) => {
    if (broadcast.state === "paused") return ok(undefined);
    if (broadcast.state !== "sending") return err("wrong_state");
    await pauseBecause(tx, { id, by: nameOf(actor), reason: reason || "Paused by hand." });
    return ok(undefined);
  });
}

/** One that stood still before it began, begins. */
export async function resumeBroadcast({
  actor,
  id,
}: Named): Promise<Result<undefined, Problem | "quotes_locked">> {
  return steer<"quotes_locked">({ actor, id }, async (tx, broadcast) => {
    if (broadcast.state === "sending") return ok(undefined);
    if (broadcast.state !== "paused") return err("wrong_state");
    if ((await findForbiddenQuotes(tx, broadcast)).length > 0) return err("quotes_locked");
    if (broadcast.startedAt) await goOn(tx, { broadcast, by: nameOf(actor) });
    else await startNow(tx, { broadcast, by: nameOf(actor) });
    return ok(undefined);
  });
}

async function goOn(tx: Db, { broadcast, by }: { broadcast: LockedBroadcast; by: string }) {
  const { id, cursor, now } = broadcast;
  await tx
    .update(broadcasts)
    .set({ state: "sending", pausedBecause: null, updatedAt: sql`now()` })
    .where(eq(broadcasts.id, id));
  await releaseLetters(tx, id);
  await recordAudit(tx, { actor: by, action: "broadcast.resumed", subject: id });
  await enqueueLook(tx, { broadcastId: id, cursor, now, afterMs: 1 });
}

/** For good. Letters that were not sent are kept back and never leave; its numbers stay. */
export async function cancelBroadcast({ actor, id }: Named): Promise<Result<undefined, Problem>> {
  return steer({ actor, id }, async (tx, broadcast) => {
    if (broadcast.state === "cancelled") return ok(undefined);
    if (broadcast.state !== "sending" && broadcast.state !== "paused") return err("wrong_state");
    await tx
      .update(broadcasts)
      .set({
        state: "cancelled",
        pausedBecause: null,
        doneAt: sql`now()`,
        updatedAt: sql`now()`,
      })
      .where(eq(broadcasts.id, id));
    await holdLetters(tx, id);
    await recordAudit(tx, { actor: nameOf(actor), action: "broadcast.cancelled", subject: id });
    return ok(undefined);
  });
}

type Steering<Reason extends string> = (
  tx: Db,
  broadcast: LockedBroadcast,
) => Promise<Result<undefined, Problem | Reason>>;

async function steer<Reason extends string = never>(
  { actor, id }: Named,
  turn: Steering<Reason>,
): Promise<Result<undefined, Problem | Reason>> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    return broadcast ? turn(tx, broadcast) : err("not_found");
  }, DEADLINE_MS);
}
