/** What the alarms ring about, as the workshop sees it. */
import { and, asc, desc, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { incidents, notices } from "@/drizzle/schema/alarms";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { read, transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type Incident = typeof incidents.$inferSelect;
export type Notice = Pick<
  typeof notices.$inferSelect,
  "id" | "kind" | "level" | "state" | "channel" | "createdAt" | "sentAt" | "lastError"
>;

const MOST_OPEN = 50;
const MOST_CLOSED = 10;

export type Incidents = { open: Incident[]; closed: Incident[] };

/** Open ones, the worst first, and the last that ended. */
export async function findIncidents({
  actor,
}: {
  actor: Actor;
}): Promise<Result<Incidents, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  return read(async (db) => {
    const closed = await db
      .select()
      .from(incidents)
      .where(isNotNull(incidents.closedAt))
      .orderBy(desc(incidents.lastAt))
      .limit(MOST_CLOSED);
    return ok({ open: await listOpenIncidents(db), closed });
  });
}

/** One partial index holds them. */
export const listOpenIncidents = (db: Db): Promise<Incident[]> =>
  db
    .select()
    .from(incidents)
    .where(isNull(incidents.closedAt))
    .orderBy(
      sql`array_position(array['very_serious', 'serious', 'warn'], ${incidents.level})`,
      sql`${incidents.knownAt} is not null`,
      desc(incidents.lastAt),
    )
    .limit(MOST_OPEN);

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Question = { actor: Actor; id: string };

/** With what was sent about it, and where it went. */
export async function findIncident({
  actor,
  id,
}: Question): Promise<Result<Incident & { notices: Notice[] }, "forbidden" | "gone">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  if (!UUID.test(id)) return err("gone");
  return read(async (db) => {
    const [incident] = await db.select().from(incidents).where(eq(incidents.id, id));
    return incident ? ok({ ...incident, notices: await listNotices(db, id) }) : err("gone");
  });
}

const listNotices = (db: Db, id: string): Promise<Notice[]> =>
  db
    .select({
      id: notices.id,
      kind: notices.kind,
      level: notices.level,
      state: notices.state,
      channel: notices.channel,
      createdAt: notices.createdAt,
      sentAt: notices.sentAt,
      lastError: notices.lastError,
    })
    .from(notices)
    .where(eq(notices.incidentId, id))
    .orderBy(asc(notices.createdAt));

/** It rings no more until it gets worse. A second press changes nothing. */
export async function knowIncident({
  actor,
  id,
}: Question): Promise<Result<undefined, "forbidden" | "over">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const knownBy = nameOf(actor);
  return transaction(async (tx) => {
    const marked = await tx
      .update(incidents)
      .set({ knownBy, knownAt: sql`now()` })
      .where(and(eq(incidents.id, id), isNull(incidents.closedAt), isNull(incidents.knownAt)))
      .returning({ cause: incidents.cause });
    if (marked.length > 0)
      await recordAudit(tx, { actor: knownBy, action: "incident.known", subject: id });
    const isOpen =
      (await tx.$count(incidents, and(eq(incidents.id, id), isNull(incidents.closedAt)))) > 0;
    return isOpen ? ok(undefined) : err("over");
  });
}
