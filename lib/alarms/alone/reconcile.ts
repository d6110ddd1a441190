/** The database is back: what was seen and told without it becomes incidents and messages there, and is not told again. */
import type { Incident } from "@/lib/alarms/incidents/incident";
import {
  loadSituation,
  type Situation,
  saveIncidents,
  saveNotices,
} from "@/lib/alarms/incidents/store";
import { worseOf } from "@/lib/alarms/levels";
import type { Alone } from "@/lib/alarms/watch-state";
import type { Db } from "@/lib/db/pool";

type Returning = { stored: Situation; alone: Alone };

/** Under the lock, in the transaction of the look that follows, so that a repeat finds it undone or done. */
export async function reconcile(tx: Db, { stored, alone }: Returning): Promise<Situation> {
  const returning = alone.incidents
    .filter(({ lastAt }) => lastAt >= alone.since)
    .map((incident) => ({ id: incident.id, ...merge(incident, findSame(incident, stored)) }));
  const notices = returning.flatMap(({ id, incident, isTold }) =>
    alone.notices
      .filter(({ incidentId }) => incidentId === id)
      /** What did not leave is owed still, unless somebody else told it meanwhile. */
      .filter(({ channel, kind }) => channel !== null || kind !== "opened" || !isTold)
      .map((notice) => ({ ...notice, incidentId: incident.id })),
  );
  await saveIncidents(
    tx,
    returning.map(({ incident }) => incident),
  );
  await saveNotices(tx, notices);
  return loadSituation(tx);
}

/** Another instance may have told the same cause, or been there before. */
function findSame({ cause }: Incident, { incidents }: Situation): Incident | undefined {
  const same = incidents.filter((incident) => incident.cause === cause);
  return same.find(({ closedAt }) => closedAt === null) ?? same[0];
}

function merge(
  incident: Incident,
  same: Incident | undefined,
): { incident: Incident; isTold: boolean } {
  if (!same) return { incident, isTold: false };
  const merged: Incident = {
    ...incident,
    id: same.id,
    link: same.link,
    level: worseOf(same.level, incident.level),
    count: Math.max(same.count, incident.count),
    firstAt: Math.min(same.firstAt, incident.firstAt),
    lastAt: Math.max(same.lastAt, incident.lastAt),
    closedAt: same.closedAt === null ? null : incident.closedAt,
  };
  return { incident: merged, isTold: same.toldAt !== null };
}
