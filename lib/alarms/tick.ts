/** One look at everything, each ten seconds: counts are written down, rules judged, incidents changed, messages owed. */
import { judgeAlone } from "@/lib/alarms/alone/judge-alone";
import { type LedgerCheck, runLedger } from "@/lib/alarms/ledger";
import { look } from "@/lib/alarms/look";
import { watchState } from "@/lib/alarms/watch-state";
import { databaseNow } from "@/lib/database-clock";
import { isConnectionError } from "@/lib/db/connection-error";
import { log, reasonOf } from "@/lib/log";
import { Unavailable } from "@/lib/unavailable";

type Tick = {
  checks?: LedgerCheck[];
  /** Where each call is the only one, nothing is known of what was watched before it. */
  isOnly?: boolean;
};

/** Never throws: without a database it judges what this process sees by itself. Answers whether messages wait. */
export async function tick({ checks = [], isOnly = false }: Tick = {}): Promise<boolean> {
  const state = watchState();
  try {
    /** In an outage its checks would only take turns at waiting. */
    const found = state.alone ? [] : await runLedger(checks);
    return await look({ found, isOnly });
  } catch (error) {
    log().error({ err: error }, "the alarms cannot look into the database");
    judgeAlone(databaseNow(), complaintOf(error));
    return false;
  } finally {
    state.tickedAt = Date.now();
  }
}

/** What it said itself, where it answers at all. */
function complaintOf(error: unknown): string | undefined {
  if (error instanceof Unavailable || isConnectionError(error)) return undefined;
  return reasonOf(error, 500).message || "it said nothing";
}
