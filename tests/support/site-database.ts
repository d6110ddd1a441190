/** Reaches into the database of the running site, where a journey lets days pass; the site itself has no such switch. */

import { expect } from "@playwright/test";
import pg from "pg";
import { PgBoss } from "pg-boss";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";

export type SiteDatabase = {
  /** As if everything about this reader had happened that many days earlier; it is noon where they are. */
  letDaysPass(email: string, days: number): Promise<void>;
  /** The scheduler's look at the course, without waiting for its minute; returns when it was done. */
  lookForLessons(): Promise<void>;
  /** Of all kinds, sent or not. */
  countLetters(email: string): Promise<number>;
  close(): Promise<void>;
};

export async function openSiteDatabase(dataDir: string): Promise<SiteDatabase> {
  const { url } = await startEmbeddedPostgres({ dataDir });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    migrate: false,
    createSchema: false,
    supervise: false,
    schedule: false,
  });
  return {
    letDaysPass: (email, days) => letDaysPass(client, email, days),
    lookForLessons: () => lookForLessons(client, boss),
    countLetters: (email) => countLetters(client, email),
    close: () => client.end(),
  };
}

async function letDaysPass(client: pg.Client, email: string, days: number): Promise<void> {
  const reader = "(select id from readers where email = $1)";
  const values = [email, days];
  await client.query(
    `update enrolments set created_at = created_at - make_interval(days => $2::int), started_on = started_on - $2::int,
       confirmed_at = confirmed_at - make_interval(days => $2::int), zone = $3, next_due_at = now()
     where reader_id = ${reader}`,
    [...values, zoneWithNoon(new Date())],
  );
  await client.query(
    `update lesson_deliveries set created_at = created_at - make_interval(days => $2::int) where reader_id = ${reader}`,
    values,
  );
  await client.query(
    `update letters set created_at = created_at - make_interval(days => $2::int), sent_at = sent_at - make_interval(days => $2::int)
     where to_address = $1`,
    values,
  );
}

/** Lessons leave by day; a journey may be run at night. The signs of these names are the other way round. */
function zoneWithNoon(now: Date): string {
  const hours = 12 - now.getUTCHours();
  return `Etc/GMT${hours > 0 ? "-" : "+"}${Math.abs(hours)}`;
}

async function countLetters(client: pg.Client, email: string): Promise<number> {
  const { rowCount } = await client.query("select 1 from letters where to_address = $1", [email]);
  return rowCount ?? 0;
}

async function lookForLessons(client: pg.Client, boss: PgBoss): Promise<void> {
  const id = await boss.send("course", { input: {} });
  const isDone = async () => {
    const { rows } = await client.query("select state from pgboss.job where id = $1", [id]);
    return rows[0]?.state;
  };
  await expect.poll(isDone, { timeout: 30_000 }).toBe("completed");
}
