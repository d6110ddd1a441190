/** What the alarms ring about, as the workshop sees it: who may look, and who may say that they know. */
import {
  findIncident as findStored,
  type IncidentNotice,
  listClosedIncidents,
  listOpenIncidents,
  type StoredIncident,
} from "@/lib/alarms/incidents/list-incidents";
import { markKnown } from "@/lib/alarms/incidents/mark-known";
import { findRepairs } from "@/lib/desk/incidents/find-repairs";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type Incident = StoredIncident;
export type Notice = IncidentNotice;
export type Incidents = { open: Incident[]; closed: Incident[] };

const MOST_CLOSED = 10;

/** Open ones, the worst first, and the last that ended. */
export async function findIncidents({
  actor,
}: {
  actor: Actor;
}): Promise<Result<Incidents, "forbidden">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const { incidents: closed } = await listClosedIncidents(undefined, MOST_CLOSED);
  return ok({ open: await listOpenIncidents(), closed });
}

type Question = { actor: Actor; id: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Page = Incident & {
  notices: Notice[];
  /** Causes whose pages mend it. */
  repairs: string[];
};

/** With what was sent about it, and where it went. */
export async function findIncident({
  actor,
  id,
}: Question): Promise<Result<Page, "forbidden" | "gone">> {
  if (!hasRight(actor, "write")) return err("forbidden");
  const found = UUID.test(id) ? await findStored(id) : undefined;
  if (!found) return err("gone");
  const { incident, notices } = found;
  const repairs = incident.closedAt ? [] : await findRepairs({ actor, cause: incident.cause });
  return ok({ ...incident, notices, repairs });
}

/** It rings no more until it gets worse. A second press changes nothing. */
export async function knowIncident({
  actor,
  id,
}: Question): Promise<Result<undefined, "forbidden" | "gone">> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  return markKnown({ id, actor: nameOf(actor) });
}
