/** The database is back: what was seen and told without it becomes incidents and messages there, and is not told again. */
import type { Incident } from "@/lib/alarms/incidents/incident";
import {
  loadSituation,
  type Situation,
  saveIncidents,
  saveNotices,
} from "@/lib/alarms/incidents/store";
import { worseOf } from "@/lib/alarms/levels";
import type { NewNotice } from "@/lib/alarms/notices/notice";
import type { Alone } from "@/lib/alarms/watch-state";
import type { Db } from "@/lib/db/pool";

type Returning = { stored: Situation; alone: Alone };

/** Under the lock, in the transaction of the look that follows, so that a repeat finds it undone or done. */
export async function reconcile(tx: Db, { stored, alone }: Returning): Promise<Situation> {
  const seen = alone.incidents.filter(({ lastAt }) => lastAt >= alone.since);
  const merged = seen.map((incident) => merge(incident, stored.incidents));
  const ids = new Map(seen.map(({ id }, place) => [id, merged[place]]));
  const notices = alone.notices.flatMap((notice) =>
    adopt(notice, ids.get(notice.incidentId ?? "")),
  );
  await saveIncidents(tx, merged);
  await saveNotices(tx, notices);
  return loadSituation(tx);
}

/** Another instance may have told the same cause, or been there before. */
function merge(incident: Incident, stored: Incident[]): Incident {
  const same =
    stored.find(({ cause, closedAt }) => cause === incident.cause && closedAt === null) ??
    stored.find(({ cause }) => cause === incident.cause);
  if (!same) return incident;
  return {
    ...incident,
    id: same.id,
    link: same.link,
    level: worseOf(same.level, incident.level),
    count: Math.max(same.count, incident.count),
    firstAt: Math.min(same.firstAt, incident.firstAt),
    lastAt: Math.max(same.lastAt, incident.lastAt),
    closedAt: same.closedAt === null ? null : incident.closedAt,
    toldAt: same.toldAt,
  };
}

/** What did not leave is owed still, unless somebody else told it meanwhile. */
function adopt(notice: NewNotice, incident: Incident | undefined): NewNotice[] {
  const wasTold = notice.channel === null && notice.kind === "opened" && incident?.toldAt;
  return incident && !wasTold ? [{ ...notice, incidentId: incident.id }] : [];
}
