/** A broadcast as it is stored; a filter that this version of the site does not understand is never taken for everybody. */
import { eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import { broadcasts } from "@/drizzle/schema/desk";
import type { Db } from "@/lib/db/pool";
import { type AudienceFilter, audienceFilter } from "@/lib/desk/audience/filter";

type Row = typeof broadcasts.$inferSelect;

export type Broadcast = Omit<Row, "filter"> & { filter: AudienceFilter };

/** With the database's clock, by which everything here is due. */
export type LockedBroadcast = Broadcast & { now: Date };

export async function findBroadcast(db: Db, id: string): Promise<Broadcast | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await db.select().from(broadcasts).where(eq(broadcasts.id, id));
  return row && readRow(row);
}

/** Whoever changes its state or writes its letters holds this lock, so that they come one after the other. */
export async function lockBroadcast(tx: Db, id: string): Promise<LockedBroadcast | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await tx
    .select({ ...getTableColumns(broadcasts), now: sql<string>`clock_timestamp()::text` })
    .from(broadcasts)
    .where(eq(broadcasts.id, id))
    .for("update");
  return row && { ...readRow(row), now: new Date(row.now) };
}

export function readRow<Stored extends { filter: unknown }>(row: Stored) {
  return { ...row, filter: audienceFilter.parse(row.filter) };
}

const isId = (id: string) => z.uuid().safeParse(id).success;
