/** Looks into the tables of the alarms, lets time pass there, and makes an instance forget what it knew. */
import { asc, sql } from "drizzle-orm";
import { incidents, notices, signalCounts } from "@/drizzle/schema/alarms";
import { forgetWatch } from "@/lib/alarms/watch-state";
import { getDb } from "@/lib/db/pool";
import { countSignal, type Signal } from "@/lib/signals";

export const listIncidents = () => getDb().select().from(incidents).orderBy(asc(incidents.firstAt));

export const listNotices = () => getDb().select().from(notices).orderBy(asc(notices.createdAt));

export async function emptyAlarms(): Promise<void> {
  await getDb().execute(sql`truncate notices, incidents, signal_counts, failed_answers, failures`);
  forgetCounts();
  forgetWatch();
}

/** As a process that starts: nothing counted, nothing known. */
export function forgetCounts() {
  const holder = globalThis as typeof globalThis & {
    serverlessHandbookSignals?: unknown;
    serverlessHandbookInstance?: unknown;
    serverlessHandbookClock?: unknown;
  };
  holder.serverlessHandbookSignals = undefined;
  holder.serverlessHandbookInstance = undefined;
  holder.serverlessHandbookClock = undefined;
}

/** As if all that the alarms know had happened that much earlier. */
export async function letAlarmsPass(minutes: number): Promise<void> {
  const earlier = (...columns: string[]) =>
    sql.raw(columns.map((name) => `${name} = ${name} - interval '${minutes} minutes'`).join(", "));
  const db = getDb();
  await db.execute(
    sql`update incidents set ${earlier("first_at", "last_at", "closed_at", "known_at")}`,
  );
  await db.execute(sql`update notices set ${earlier("created_at", "sent_at", "leased_until")}`);
  await db.execute(sql`delete from signal_counts`);
  forgetCounts();
}

type Counted = { signal?: Signal; ok?: number; failed: number };

/** Now, by this process. */
export function countMany({ signal = "answers", ok = 0, failed }: Counted) {
  for (let index = 0; index < ok; index += 1) countSignal(signal, "ok");
  for (let index = 0; index < failed; index += 1) countSignal(signal, "failed");
}

export const listCounts = () =>
  getDb().select().from(signalCounts).orderBy(asc(signalCounts.signal), asc(signalCounts.at));
