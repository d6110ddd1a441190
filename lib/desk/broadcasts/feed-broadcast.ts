/** Writes the letters of a broadcast some at a time: each person once, however often a step is killed or comes twice. */
import { eq, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { makeSharedProps } from "@/lib/desk/broadcasts/broadcast-letter";
import {
  findBroadcast,
  type LockedBroadcast,
  lockBroadcast,
} from "@/lib/desk/broadcasts/broadcast-row";
import { enqueueLook, enqueueStep, type Step } from "@/lib/desk/broadcasts/enqueue-step";
import { explainQuotes, findForbiddenQuotes } from "@/lib/desk/broadcasts/forbidden-quotes";
import { pauseBecause } from "@/lib/desk/broadcasts/pause-because";
import { listNextRecipients, type Recipient } from "@/lib/desk/broadcasts/recipients";
import { countLetters, countWaiting, renewWaiting } from "@/lib/mail/broadcast-letters";
import { enqueueLetters } from "@/lib/mail/enqueue-letter";
import { findSuppressed } from "@/lib/mail/suppression";
import { makeUnsubscribeUrl } from "@/lib/signups/links";

/** So many wait in the outbox at most: a pause or a stop finds few, and other letters find room. */
const MOST_WAITING = 500;
const AT_ONCE = 250;
const LOOK_MS = 1_000;
/** While nothing leaves, as when the mail server is down. */
const PATIENT_LOOK_MS = 30_000;
const DEADLINE_MS = 20_000;

type Shared = Awaited<ReturnType<typeof makeSharedProps>>;

/** One transaction. A step from a place that was left meanwhile, or of a broadcast that is not sending, does nothing. */
export async function feedBroadcast(step: Step): Promise<void> {
  const found = await read((db) => findBroadcast(db, step.broadcastId));
  if (found?.state !== "sending") return;
  const shared = await makeSharedProps(found);
  await transaction(async (tx) => {
    const broadcast = await lockBroadcast(tx, step.broadcastId);
    if (broadcast?.state !== "sending" || broadcast.cursor !== step.cursor) return;
    const quotes = await findForbiddenQuotes(tx, broadcast);
    if (quotes.length > 0)
      return pauseBecause(tx, { id: broadcast.id, by: "clock", reason: explainQuotes(quotes) });
    await topUp(tx, { broadcast, shared, before: step.waiting });
  }, DEADLINE_MS);
}

type TopUp = { broadcast: LockedBroadcast; shared: Shared; before: number | undefined };

async function topUp(tx: Db, { broadcast, shared, before }: TopUp): Promise<void> {
  const { id, filter, cursor, now } = broadcast;
  const waiting = await countWaiting(tx, { broadcastId: id, limit: MOST_WAITING });
  const hasRoom = waiting <= MOST_WAITING - AT_ONCE;
  const people = hasRoom
    ? await listNextRecipients(tx, { broadcastId: id, filter, cursor, limit: AT_ONCE })
    : [];
  const last = people.at(-1);
  if (last) {
    await writeLetters(tx, { broadcast, shared, people });
    return enqueueStep(tx, { broadcastId: id, cursor: last.id });
  }
  if (hasRoom && waiting === 0) return finish(tx, broadcast);
  const nothingLeaves = waiting > 0 && waiting === before;
  if (nothingLeaves) await renewWaiting(tx, id);
  const afterMs = nothingLeaves ? PATIENT_LOOK_MS : LOOK_MS;
  await enqueueLook(tx, { broadcastId: id, cursor, waiting, now, afterMs });
}

type Writing = { broadcast: LockedBroadcast; shared: Shared; people: Recipient[] };

/** The cursor moves with the letters or not at all. */
async function writeLetters(tx: Db, { broadcast, shared, people }: Writing): Promise<void> {
  const { id } = broadcast;
  const closed = await findSuppressed(
    tx,
    people.map(({ email }) => email),
  );
  const reachable = people.filter(({ email }) => !closed.has(email));
  const letters = await Promise.all(
    reachable.map(async (reader) => ({
      key: `broadcast:${id}:${reader.id}`,
      to: reader.email,
      props: { unsubscribeUrl: await makeUnsubscribeUrl(reader.id) },
    })),
  );
  const written =
    letters.length > 0
      ? await enqueueLetters(tx, { template: "broadcast", shared, broadcastId: id, letters })
      : 0;
  await tx
    .update(broadcasts)
    .set({
      cursor: people.at(-1)?.id,
      enqueued: sql`${broadcasts.enqueued} + ${written}::int`,
      updatedAt: sql`now()`,
    })
    .where(eq(broadcasts.id, id));
}

/** Nobody is left to write to, and every letter has ended. */
async function finish(tx: Db, { id }: LockedBroadcast): Promise<void> {
  const { sent, dead } = await countLetters(tx, id);
  await tx
    .update(broadcasts)
    .set({ state: "done", doneAt: sql`now()`, sent, undelivered: dead, updatedAt: sql`now()` })
    .where(eq(broadcasts.id, id));
  const after = { sent, undelivered: dead };
  await recordAudit(tx, { actor: "clock", action: "broadcast.done", subject: id, after });
}
