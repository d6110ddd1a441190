/** The look into the database: in one transaction of few statements, so that it may be done again after a lost answer. */
import { reconcile } from "@/lib/alarms/alone/reconcile";
import type { Finding } from "@/lib/alarms/finding";
import { compareClock, followClock } from "@/lib/alarms/follow-clock";
import { changeIncidents } from "@/lib/alarms/incidents/change-incidents";
import { loadSituation, type Situation } from "@/lib/alarms/incidents/store";
import {
  noteWritten,
  unwrittenSlices,
  writeFailedAnswers,
  writeSlices,
} from "@/lib/alarms/record-signals";
import { judgeClock } from "@/lib/alarms/rules/clock";
import { judgeRates } from "@/lib/alarms/rules/rates";
import { judgeMisses } from "@/lib/alarms/rules/synthetic";
import { watchState } from "@/lib/alarms/watch-state";
import { getConfig } from "@/lib/config";
import { databaseNow } from "@/lib/database-clock";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { forgetFailedAnswers } from "@/lib/signals";

type Look = { found: Finding[]; isOnly: boolean };

/** Answers whether messages wait. */
export async function look({ found, isOnly }: Look): Promise<boolean> {
  const state = watchState();
  await state.alone?.sending;
  await compareClock();
  const own = [...found, ...judgeMisses(state.misses, getConfig().alarms.misses)];
  const slices = unwrittenSlices();
  const lookedAt = databaseNow();
  const done = await transaction(async (tx) => {
    /** Whoever has something to say waits for its turn; the others' rules are judged by the one who has it. */
    const lock = own.length > 0 || state.alone ? "wait" : "try";
    const { hasLock, now } = await writeSlices(tx, { slices, lock });
    const aheadMs = Date.now() - now;
    const written = await writeFailedAnswers(tx);
    const judged = hasLock ? await judge(tx, { own, aheadMs, isOnly }) : undefined;
    return { written, judged, aheadMs };
  });
  noteWritten(lookedAt);
  followClock(done.aheadMs);
  forgetFailedAnswers(done.written);
  remember(done.judged);
  return done.judged?.hasWaiting ?? false;
}

type Judged = Situation & { watchedSince: number };

async function judge(
  tx: Db,
  { own, aheadMs, isOnly }: { own: Finding[]; aheadMs: number; isOnly: boolean },
): Promise<Judged> {
  const state = watchState();
  const stored = await loadSituation(tx);
  const situation = state.alone ? await reconcile(tx, { stored, alone: state.alone }) : stored;
  const { slices, now, incidents } = situation;
  const thresholds = getConfig().alarms;
  const rates = judgeRates({ slices, now, thresholds });
  const findings = [...rates, ...own, ...judgeClock(aheadMs, thresholds.clockMs)];
  /** After a start or an outage nothing is called over before it was looked for again. */
  const watchedSince = state.alone || state.watchedSince === 0 ? now : state.watchedSince;
  const change = { incidents, findings, now, watchedSince: isOnly ? 0 : watchedSince };
  const changed = await changeIncidents(tx, change);
  const hasWaiting = situation.hasWaiting || changed.owed > 0;
  return { ...situation, incidents: changed.incidents, watchedSince, hasWaiting };
}

/** After the commit. Without the lock nothing was judged, and what was seen alone is still to be told. */
function remember(judged: Judged | undefined) {
  const state = watchState();
  if (!judged) return;
  state.alone = undefined;
  state.known = judged.incidents;
  state.watchedSince = judged.watchedSince;
}
