/** All that the desk's page shows of the present, each part cheap at a million letters. */
import { findChannelHealth } from "@/lib/alarms/channels/channel-health";
import { listOpenIncidents, type StoredIncident } from "@/lib/alarms/incidents/list-incidents";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { LOOKS_WITHIN_MS } from "@/lib/desk/failures/affected";
import { countTried } from "@/lib/desk/failures/tried-jobs";
import { isSeenNow } from "@/lib/desk/incidents/seen-now";
import { checkDependencies, type Dependencies } from "@/lib/desk/state/check-dependencies";
import { countQueues, type QueueState } from "@/lib/desk/state/count-queues";
import {
  countFailed,
  countLate,
  countWaiting,
  type WaitingLane,
} from "@/lib/desk/state/count-waiting";
import { countDay, type DayFigures } from "@/lib/desk/state/day-figures";
import { describeState, type Facts, type Standing } from "@/lib/desk/state/describe-state";
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
    const waiting = await countWaiting(db);
    const dependencies = await checkDependencies(db, channels);
    const waits = {
      letters: sumOf(waiting, "waiting"),
      jobs: sumOf(queues, "ready"),
      tried: await countTried(db),
    };
    const standing = await findStanding(db, { day, dependencies, incidents, waits, now });
    const ages = queues.flatMap(({ oldestSeconds }) => oldestSeconds ?? []);
    const oldestJobSeconds = ages.length === 0 ? null : Math.max(...ages);
    return ok({ ...standing, day, countedAt, queues, oldestJobSeconds, waiting, dependencies });
  }, LOOKS_WITHIN_MS);
}

type Known = {
  day: DayFigures;
  dependencies: Dependencies;
  incidents: StoredIncident[];
  waits: Facts["waiting"];
  now: Date;
};

const sumOf = <Name extends string>(all: Record<Name, number>[], name: Name): number =>
  all.reduce((sum, each) => sum + each[name], 0);

async function findStanding(
  db: Db,
  { day, dependencies, incidents, waits, now }: Known,
): Promise<Standing> {
  const { alarmsLookedAt, answers } = dependencies;
  return describeState({
    incidents: incidents
      .filter(({ lastAt }) => isSeenNow(lastAt, now))
      .map(({ cause, title, knownAt }) => ({ cause, title, isKnown: knownAt !== null })),
    late: await countLate(db),
    waiting: waits,
    failed: await countFailed(db),
    failedAnswers: { lately: answers.failed, today: day.today.failed },
    alarmsSilentSeconds: alarmsLookedAt && (now.getTime() - alarmsLookedAt.getTime()) / 1000,
  });
}
