/** Puts the next step of a broadcast into the queue; steps from one place at one time are one job, so chains of steps merge. */
import type { Db } from "@/lib/db/pool";
import { enqueueJob } from "@/lib/jobs/enqueue-job";

export type Step = {
  broadcastId: string;
  /** From which reader on; a step whose broadcast stands elsewhere meanwhile does nothing. */
  cursor: string | null;
  /** How many letters waited when the last step looked. */
  waiting?: number;
};

type Later = Step & { now: Date; afterMs: number };

/** Due at once: each place is reached once, so it needs no time in its key. */
export async function enqueueStep(tx: Db, step: Step): Promise<void> {
  await enqueueJob(tx, { queue: "broadcasts", input: step, key: placeOf(step) });
}

/** Looks again from the same place; all who would look within one span of `afterMs` are one. */
export async function enqueueLook(tx: Db, { now, afterMs, ...step }: Later): Promise<void> {
  const turn = Math.floor(now.getTime() / afterMs) + 1;
  await enqueueJob(tx, {
    queue: "broadcasts",
    input: step,
    key: `${placeOf(step)}:${afterMs}:${turn}`,
    startAfter: new Date(now.getTime() + afterMs),
  });
}

const placeOf = ({ broadcastId, cursor }: Step) => `${broadcastId}:${cursor ?? "start"}`;
