/** All broadcasts with their numbers, those that need the author first. */
import { desc, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { read } from "@/lib/db/transaction";
import { type Numbered, withNumbers } from "@/lib/desk/broadcasts/broadcast-numbers";
import { readRow } from "@/lib/desk/broadcasts/broadcast-row";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

/** An author writes a few a month; older ones stay in the database. */
const MOST = 200;

export async function listBroadcasts(actor: Actor): Promise<Result<Numbered[], "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return ok(
    await read(async (db) => {
      const rows = await db.select().from(broadcasts).orderBy(IN_ORDER, NEWEST).limit(MOST);
      const listed: Numbered[] = [];
      for (const row of rows) listed.push(await withNumbers(db, readRow(row)));
      return listed;
    }),
  );
}

const IN_ORDER = sql`array_position(array['sending', 'paused', 'scheduled', 'draft'], ${broadcasts.state}) nulls last`;
const NEWEST = desc(
  sql`coalesce(${broadcasts.doneAt}, ${broadcasts.startedAt}, ${broadcasts.updatedAt})`,
);
