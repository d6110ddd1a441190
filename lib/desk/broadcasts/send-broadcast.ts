/** An author lets a broadcast go: at once or at a time, after a last look at what it says and to whom. */
import { eq, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { getBookSettings } from "@/lib/book/settings";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { type LockedBroadcast, lockBroadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { findForbiddenQuotes } from "@/lib/desk/broadcasts/forbidden-quotes";
import { countRecipients } from "@/lib/desk/broadcasts/recipients";
import { startNow } from "@/lib/desk/broadcasts/start-broadcast";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const DEADLINE_MS = 20_000;

/** `version` is what the author saw: after a change in another tab nothing is sent. */
type Launch = { actor: Actor; id: string; version: number };

type Refusal =
  | "forbidden"
  | "not_found"
  /** It was sent, paused or cancelled before. */
  | "not_a_draft"
  | "changed"
  | "no_subject"
  | "no_text"
  | "nobody"
  | "quotes_locked";

/** Pressing twice sends once. A scheduled one may also be sent at once. */
export async function sendNow({ actor, id, version }: Launch): Promise<Result<undefined, Refusal>> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (!broadcast) return err("not_found");
    if (broadcast.state === "sending" && broadcast.version === version) return ok(undefined);
    const refusal = await findRefusal(tx, { broadcast, version });
    if (refusal) return err(refusal);
    await startNow(tx, { broadcast, by: nameOf(actor) });
    return ok(undefined);
  }, DEADLINE_MS);
}

type Schedule = Launch & {
  /** `2026-11-30T09:00`, in the book's time zone. */
  at: string;
};

/** Scheduling again moves it. Answers when that will be. */
export async function scheduleBroadcast({
  actor,
  id,
  version,
  at,
}: Schedule): Promise<Result<Date, Refusal | "past">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const { timezone } = await getBookSettings();
  return transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (!broadcast) return err("not_found");
    const scheduledAt = await readLocalTime(tx, { at, timezone });
    if (scheduledAt <= broadcast.now) return err("past");
    const refusal = await findRefusal(tx, { broadcast, version });
    if (refusal) return err(refusal);
    await tx
      .update(broadcasts)
      .set({ state: "scheduled", scheduledAt, updatedAt: sql`now()` })
      .where(eq(broadcasts.id, id));
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "broadcast.scheduled",
      subject: id,
      after: { scheduledAt },
    });
    await enqueueJob(tx, {
      queue: "broadcasts",
      input: { broadcastId: id, starts: true },
      key: `${id}:starts:${scheduledAt.toISOString()}`,
      startAfter: scheduledAt,
    });
    return ok(scheduledAt);
  }, DEADLINE_MS);
}

/** Back to a draft: before its time, or where it stands still and never started. Repeating it changes nothing. */
export async function unschedule({
  actor,
  id,
}: Omit<Launch, "version">): Promise<Result<undefined, "forbidden" | "not_found" | "started">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, id);
    if (!broadcast) return err("not_found");
    if (broadcast.state === "draft") return ok(undefined);
    const isWaiting = broadcast.state === "scheduled" || broadcast.state === "paused";
    if (!isWaiting || broadcast.startedAt) return err("started");
    await tx
      .update(broadcasts)
      .set({ state: "draft", scheduledAt: null, pausedBecause: null, updatedAt: sql`now()` })
      .where(eq(broadcasts.id, id));
    const action = "broadcast.unscheduled";
    await recordAudit(tx, { actor: nameOf(actor), action, subject: id });
    return ok(undefined);
  });
}

type Seen = { broadcast: LockedBroadcast; version: number };

async function findRefusal(tx: Db, { broadcast, version }: Seen): Promise<Refusal | undefined> {
  if (broadcast.state !== "draft" && broadcast.state !== "scheduled") return "not_a_draft";
  if (broadcast.version !== version) return "changed";
  if (!broadcast.subject) return "no_subject";
  if (!broadcast.markdown.trim()) return "no_text";
  if ((await findForbiddenQuotes(tx, broadcast)).length > 0) return "quotes_locked";
  return (await countRecipients(tx, broadcast.filter)) === 0 ? "nobody" : undefined;
}

/** The database knows the zones; an hour that summer time skips becomes the one after it. */
async function readLocalTime(
  tx: Db,
  { at, timezone }: { at: string; timezone: string },
): Promise<Date> {
  const { rows } = await tx.execute<{ at: string | Date }>(
    sql`select ${at}::timestamp at time zone ${timezone} as at`,
  );
  if (!rows[0]) throw new Error("The database read no time.");
  return new Date(rows[0].at);
}
