/** Loads what the rules look at in one statement, and saves what they decided in two. */
import { sql } from "drizzle-orm";
import type { Incident } from "@/lib/alarms/incidents/incident";
import type { Pace } from "@/lib/alarms/incidents/settle";
import type { NewNotice } from "@/lib/alarms/notices/notice";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import type { Slice } from "@/lib/signals";

export type Situation = {
  now: number;
  slices: Slice[];
  incidents: Incident[];
  hasWaiting: boolean;
};

const MS = sql.raw("1000 * extract(epoch from");

/** The sums of all instances over the last hour, what is open or ended lately, and whether a message waits. */
export async function loadSituation(tx: Db): Promise<Situation> {
  const { rows } = await tx.execute<Omit<Situation, "hasWaiting"> & { has_waiting: boolean }>(sql`
    select ${MS} clock_timestamp())::float8 as now,
      (select coalesce(jsonb_agg(slice), '[]') from (${SLICES}) slice) as slices,
      (select coalesce(jsonb_agg(incident), '[]') from (${incidentsOf(getConfig().alarms.pace)}) incident) as incidents,
      exists (select from notices where state = 'waiting' and coalesce(leased_until, now()) <= now()) as has_waiting`);
  const row = rows[0];
  if (!row) throw new Error("The database told nothing of the alarms.");
  return { ...row, hasWaiting: row.has_waiting };
}

const SLICES = sql`
  select signal, ${MS} at)::float8 as at, sum(ok)::int as ok, sum(failed)::int as failed
  from signal_counts
  where signal in ('answers', 'database', 'mail') and at > now() - interval '1 hour'
  group by signal, signal_counts.at`;

const incidentsOf = ({ reopensWithinMs }: Pace) => sql`
  select id, cause, level, title, detail, advice, link, count, known_by as "knownBy",
    ${MS} first_at)::float8 as "firstAt", ${MS} last_at)::float8 as "lastAt",
    ${MS} known_at)::float8 as "knownAt", ${MS} closed_at)::float8 as "closedAt",
    (select ${MS} max(created_at))::float8 from notices
      where incident_id = incidents.id and kind in ('opened', 'worse')) as "toldAt",
    (select coalesce(jsonb_agg(distinct level), '[]') from notices
      where incident_id = incidents.id and kind in ('opened', 'worse')) as "toldAs",
    (select ${MS} max(created_at))::float8 from notices
      where incident_id = incidents.id and kind = 'recovered') as "recoveredAt"
  from incidents
  where closed_at is null or closed_at > now() - ${reopensWithinMs / 1000} * interval '1 second'`;

/** Under the lock, so that of one cause only one is open. */
export async function saveIncidents(tx: Db, incidents: Incident[]): Promise<void> {
  if (incidents.length === 0) return;
  await tx.execute(sql`
    insert into incidents (id, cause, level, title, detail, advice, link, count, first_at, last_at, known_by, known_at, closed_at)
    select id, cause, level, title, detail, advice, link, count, to_timestamp("firstAt" / 1000.0),
      to_timestamp("lastAt" / 1000.0), "knownBy", to_timestamp("knownAt" / 1000.0), to_timestamp("closedAt" / 1000.0)
    from jsonb_to_recordset(${JSON.stringify(incidents)}::jsonb) as given(id uuid, cause text, level text, title text,
      detail text, advice text, link text, count int, "firstAt" float8, "lastAt" float8, "knownBy" text,
      "knownAt" float8, "closedAt" float8)
    on conflict (id) do update set level = excluded.level, title = excluded.title, detail = excluded.detail,
      advice = excluded.advice, count = excluded.count, first_at = excluded.first_at, last_at = excluded.last_at,
      known_by = excluded.known_by, known_at = excluded.known_at, closed_at = excluded.closed_at`);
}

/** Its key makes a message one, whoever notices first. */
export async function saveNotices(tx: Db, notices: NewNotice[]): Promise<void> {
  if (notices.length === 0) return;
  await tx.execute(sql`
    insert into notices (key, incident_id, kind, level, text, only_channel, state, channel, sent_at, created_at)
    select key, "incidentId", kind, level, text, "onlyChannel", case when channel is null then 'waiting' else 'sent' end,
      channel, to_timestamp("sentAt" / 1000.0), clock_timestamp()
    from jsonb_to_recordset(${JSON.stringify(notices)}::jsonb) as given(key text, "incidentId" uuid, kind text,
      level text, text text, "onlyChannel" text, channel text, "sentAt" float8)
    on conflict (key) do nothing`);
}
