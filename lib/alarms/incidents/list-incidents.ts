/** Incidents for the desk: what is open, what is over page by page, and one with its messages. */
import { and, asc, desc, eq, isNotNull, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import { incidents, notices } from "@/drizzle/schema/alarms";
import { read } from "@/lib/db/transaction";

export type StoredIncident = typeof incidents.$inferSelect;
export type IncidentNotice = typeof notices.$inferSelect;

const PAGE = 30;

/** The worst first, then the newest. */
export function listOpenIncidents(): Promise<StoredIncident[]> {
  const rank = sql`case ${incidents.level} when 'very_serious' then 0 when 'serious' then 1 else 2 end`;
  return read((db) =>
    db
      .select()
      .from(incidents)
      .where(isNull(incidents.closedAt))
      .orderBy(rank, desc(incidents.lastAt))
      .limit(200),
  );
}

/** Where a page ends and the next begins. */
export type IncidentPlace = { lastAt: Date; id: string };

type Page = { incidents: StoredIncident[]; next: IncidentPlace | undefined };

/** Newest first. */
export async function listClosedIncidents(after?: IncidentPlace, page = PAGE): Promise<Page> {
  const rows = await read((db) =>
    db
      .select()
      .from(incidents)
      .where(and(isNotNull(incidents.closedAt), after && isBehind(after)))
      .orderBy(desc(incidents.lastAt), desc(incidents.id))
      .limit(page + 1),
  );
  const shown = rows.slice(0, page);
  const last = shown.at(-1);
  return { incidents: shown, next: rows.length > page && last ? placeOf(last) : undefined };
}

const placeOf = ({ lastAt, id }: StoredIncident): IncidentPlace => ({ lastAt, id });

const isBehind = ({ lastAt, id }: IncidentPlace): SQL | undefined =>
  or(lt(incidents.lastAt, lastAt), and(eq(incidents.lastAt, lastAt), lt(incidents.id, id)));

/** Undefined where there is none, or where it is forgotten. */
export async function findIncident(
  id: string,
): Promise<{ incident: StoredIncident; notices: IncidentNotice[] } | undefined> {
  return read(async (db) => {
    const [incident] = await db.select().from(incidents).where(eq(incidents.id, id));
    if (!incident) return undefined;
    const told = await db
      .select()
      .from(notices)
      .where(eq(notices.incidentId, id))
      .orderBy(asc(notices.createdAt));
    return { incident, notices: told };
  });
}
