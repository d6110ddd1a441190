/** With the database gone, each instance judges what it sees by itself, and sends once, directly. */
import { randomUUID } from "node:crypto";
import { deliver } from "@/lib/alarms/channels/deliver";
import { noticesOf } from "@/lib/alarms/incidents/change-incidents";
import { afterChanges, type Change, settle } from "@/lib/alarms/incidents/settle";
import type { NewNotice } from "@/lib/alarms/notices/notice";
import { judgeAbsence } from "@/lib/alarms/rules/database-gone";
import { judgeRates } from "@/lib/alarms/rules/rates";
import { judgeMisses } from "@/lib/alarms/rules/synthetic";
import { HOUR_MS } from "@/lib/alarms/rules/windows";
import { type Alone, watchState } from "@/lib/alarms/watch-state";
import { getConfig } from "@/lib/config";
import { databaseNow } from "@/lib/database-clock";
import { slicesSince } from "@/lib/signals";

/** What can be judged without a database; of all else nobody knows whether it is over. */
const JUDGED = new Set(["answers", "mail", "database", "reader"]);

/** Starts to send what is owed, without waiting for it. */
export function judgeAlone(now: number, complaint?: string): void {
  const state = watchState();
  state.alone ??= { since: now, incidents: state.known.map((each) => ({ ...each })), notices: [] };
  const { alone } = state;
  alone.complaint = complaint;
  const incidents = alone.incidents.filter(({ cause }) => JUDGED.has(cause));
  const findings = findAlone(now);
  const watchedSince = alone.since;
  const { pace } = getConfig().alarms;
  const changes = settle({ incidents, findings, now, watchedSince, pace, newId: randomUUID });
  alone.incidents = afterChanges(alone.incidents, { changes, now });
  alone.notices.push(...noticesOf(changes.map(leadToDesk)));
  if (alone.notices.some(isOwed))
    alone.sending ??= sendAlone(alone).finally(() => {
      alone.sending = undefined;
    });
}

/** What was seen alone may become part of an incident that is stored already, and its own page would never be. */
const leadToDesk = ({ incident, news }: Change): Change => ({
  incident: { ...incident, link: "/author/desk" },
  news,
});

const isOwed = ({ channel }: NewNotice) => channel === null;

function findAlone(now: number) {
  const { alone, misses } = watchState();
  /** Its failing calls are what the absence tells already. */
  const slices = slicesSince(now - HOUR_MS).filter(({ signal }) => signal !== "database");
  const thresholds = getConfig().alarms;
  const goneForMs = now - (alone?.since ?? now);
  return [
    ...judgeAbsence({ goneForMs, complaint: alone?.complaint, limits: thresholds.absence }),
    ...judgeRates({ slices, now, thresholds }),
    ...judgeMisses(misses, thresholds.misses),
  ];
}

/** What no way takes is tried again at the next tick. */
async function sendAlone({ notices }: Alone): Promise<void> {
  const owed = notices.filter(isOwed);
  await Promise.all(
    owed.map(async (notice) => {
      const delivered = await deliver(notice);
      if (!delivered.ok) return;
      notice.channel = delivered.value;
      notice.sentAt = databaseNow();
    }),
  );
}
