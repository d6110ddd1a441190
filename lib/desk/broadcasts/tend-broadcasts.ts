/** The work of the queue `broadcasts`: a step of one, or, each minute, whatever fell behind. */
import { and, eq, isNull, lt, sql } from "drizzle-orm";
import { z } from "zod";
import { broadcasts } from "@/drizzle/schema/desk";
import { read, transaction } from "@/lib/db/transaction";
import { lockBroadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { enqueueLook, type Step } from "@/lib/desk/broadcasts/enqueue-step";
import { feedBroadcast } from "@/lib/desk/broadcasts/feed-broadcast";
import { pauseBecause } from "@/lib/desk/broadcasts/pause-because";
import { startScheduled } from "@/lib/desk/broadcasts/start-broadcast";
import type { JobInput } from "@/lib/jobs/run-job";
import { log } from "@/lib/log";
import { countLetters } from "@/lib/mail/broadcast-letters";
import { Unavailable } from "@/lib/unavailable";

const start = z.object({ broadcastId: z.uuid(), starts: z.literal(true) });
const step = z.object({
  broadcastId: z.uuid(),
  cursor: z.uuid().nullable(),
  waiting: z.number().optional(),
});

export async function tendBroadcasts(input: JobInput): Promise<void> {
  const starting = start.safeParse(input);
  if (starting.success) return startScheduled(starting.data.broadcastId);
  const stepping = step.safeParse(input);
  if (stepping.success) return feedOrPause(stepping.data);
  await startOverdue();
  await keepFeeding();
  await keepNumbersOfCancelled();
}

/** What cannot be written now will not be by trying again: it stands still, with its reason, until somebody looks. */
async function feedOrPause(next: Step): Promise<void> {
  try {
    await feedBroadcast(next);
  } catch (error) {
    if (error instanceof Unavailable) throw error;
    log().error({ err: error, broadcastId: next.broadcastId }, "a broadcast could not be written");
    const problem = error instanceof Error ? error.message : String(error);
    await pauseForProblem(next.broadcastId, problem);
  }
}

async function pauseForProblem(id: string, problem: string): Promise<void> {
  const reason = `Its next letters could not be written: ${problem.slice(0, 300)} Nobody was skipped; resume it once that is mended.`;
  await transaction((tx) => pauseBecause(tx, { id, by: "clock", reason }));
}

/** Also after the site was down at the time. */
async function startOverdue(): Promise<void> {
  const isOverdue = and(eq(broadcasts.state, "scheduled"), lt(broadcasts.scheduledAt, sql`now()`));
  for (const { id } of await listIds(isOverdue)) await startScheduled(id);
}

/** Joins the chain of steps where it still runs, and is its new beginning where it broke. */
async function keepFeeding(): Promise<void> {
  for (const { id } of await listIds(eq(broadcasts.state, "sending"))) {
    await transaction(async (tx) => {
      const broadcast = await lockBroadcast(tx, id);
      if (broadcast?.state !== "sending") return;
      const { cursor, now } = broadcast;
      await enqueueLook(tx, { broadcastId: id, cursor, now, afterMs: 1_000 });
    });
  }
}

/** Once the letters that were under way have ended. */
async function keepNumbersOfCancelled(): Promise<void> {
  const hasSettled = and(
    eq(broadcasts.state, "cancelled"),
    isNull(broadcasts.sent),
    lt(broadcasts.doneAt, sql`now() - interval '10 minutes'`),
  );
  for (const { id } of await listIds(hasSettled)) {
    await transaction(async (tx) => {
      const { sent, dead } = await countLetters(tx, id);
      await tx
        .update(broadcasts)
        .set({ sent, undelivered: dead })
        .where(and(eq(broadcasts.id, id), isNull(broadcasts.sent)));
    });
  }
}

const listIds = (which: ReturnType<typeof and>) =>
  read((db) => db.select({ id: broadcasts.id }).from(broadcasts).where(which));
