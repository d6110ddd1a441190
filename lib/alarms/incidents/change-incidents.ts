/** The one way by which incidents change: what is found is settled against what is stored, and saved with its messages. */
import { randomUUID } from "node:crypto";
import { channelsFor } from "@/lib/alarms/channels/route";
import type { Finding } from "@/lib/alarms/finding";
import type { Incident } from "@/lib/alarms/incidents/incident";
import { afterChanges, type Change, settle } from "@/lib/alarms/incidents/settle";
import { saveIncidents, saveNotices } from "@/lib/alarms/incidents/store";
import { type NewNotice, noticeOf } from "@/lib/alarms/notices/notice";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";

type Found = { incidents: Incident[]; findings: Finding[]; now: number; watchedSince: number };

/** Under the lock. Answers how they stand now, and how many messages wait of it. */
export async function changeIncidents(
  tx: Db,
  found: Found,
): Promise<{ incidents: Incident[]; owed: number }> {
  const changes = settle({ ...found, pace: getConfig().alarms.pace, newId: randomUUID });
  const notices = noticesOf(changes);
  await saveIncidents(
    tx,
    changes.map(({ incident }) => incident),
  );
  await saveNotices(tx, notices);
  const incidents = afterChanges(found.incidents, { changes, now: found.now });
  return { incidents, owed: notices.length };
}

/** Where no way out is set up there is nothing to send: the desk shows the incident itself. */
export const noticesOf = (changes: Change[]): NewNotice[] =>
  changes.flatMap(({ incident, news }) =>
    news
      .filter(({ level }) => channelsFor(level).length > 0)
      .map((each) => noticeOf(incident, each)),
  );
