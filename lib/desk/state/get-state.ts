/** All that the desk's page shows of the present, each part cheap at a million letters. */
import { findChannelHealth } from "@/lib/alarms/channels/channel-health";
import { listOpenIncidents, type StoredIncident } from "@/lib/alarms/incidents/list-incidents";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { LOOKS_WITHIN_MS } from "@/lib/desk/failures/affected";
import { checkDependencies, type Dependencies } from "@/lib/desk/state/check-dependencies";
import { countQueues, type QueueState } from "@/lib/desk/state/count-queues";
import {
  countFailed,
  countLate,
  countWaiting,
  type WaitingLane,
} from "@/lib/desk/state/count-waiting";
import { countDay, type DayFigures } from "@/lib/desk/state/day-figures";
import { describeState, type Standing } from "@/lib/desk/state/describe-state";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type State = Standing & {
  day: DayFigures;
  countedAt: Date;
  queues: QueueState[];
  oldestJobSeconds: number | null;
  waiting: WaitingLane[];
  dependencies: Dependencies;
};

type Question = { actor: Actor; now: Date };

export async function getState({ actor, now }: Question): Promise<Result<State, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const { value: day, countedAt } = await countDay();
  const channels = await findChannelHealth();
  const incidents = await listOpenIncidents();
  return read(async (db) => {
    const queues = await countQueues(db);
    const dependencies = await checkDependencies(db, channels);
    const standing = await findStanding(db, { day, dependencies, incidents, now });
    const ages = queues.flatMap(({ oldestSeconds }) => oldestSeconds ?? []);
    const oldestJobSeconds = ages.length === 0 ? null : Math.max(...ages);
    const waiting = await countWaiting(db);
    return ok({ ...standing, day, countedAt, queues, oldestJobSeconds, waiting, dependencies });
  }, LOOKS_WITHIN_MS);
}

type Known = {
  day: DayFigures;
  dependencies: Dependencies;
  incidents: StoredIncident[];
  now: Date;
};

async function findStanding(
  db: Db,
  { day, dependencies, incidents, now }: Known,
): Promise<Standing> {
  const { alarmsLookedAt, answers } = dependencies;
  return describeState({
    incidents: incidents.map(({ cause, title, knownAt }) => ({
      cause,
      title,
      isKnown: knownAt !== null,
    })),
    late: await countLate(db),
    failed: await countFailed(db),
    failedAnswers: { lately: answers.failed, today: day.today.failed },
    alarmsSilentSeconds: alarmsLookedAt && (now.getTime() - alarmsLookedAt.getTime()) / 1000,
  });
}
