/** Where readers stand with their companion, and which chapters there are, in the book's order. */
import { and, asc, isNotNull, isNull, sql } from "drizzle-orm";
import { chapters } from "@/drizzle/schema/book";
import type { companions } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import type { CompanionPace } from "@/lib/signups/companion/plan-chapter";
import { zoneOr } from "@/lib/signups/course/mornings";

type State = (typeof companions.$inferSelect)["state"];

export type CompanionStanding = CompanionPace & {
  readerId: string;
  email: string;
  state: State;
  had: ReadonlySet<string>;
  now: Date;
};

type Row = {
  reader_id: string;
  email: string;
  state: State;
  zone: string | null;
  started_at: Date | string;
  had: string[];
  last_sent_at: Date | string | null;
  now: Date | string;
};

export type BookChapter = Awaited<ReturnType<typeof listBookChapters>>[number];

export async function listBookChapters(db: Db) {
  return db
    .select({ id: chapters.id, slug: chapters.slug, title: chapters.title })
    .from(chapters)
    .where(and(isNotNull(chapters.publishedVersionId), isNull(chapters.deletedAt)))
    .orderBy(asc(chapters.position), asc(chapters.slug));
}

type Question = { readerIds: string[]; authorsZone: string };

export async function findCompanionStandings(
  db: Db,
  { readerIds, authorsZone }: Question,
): Promise<CompanionStanding[]> {
  const { rows } = await db.execute<Row>(standingsQuery(readerIds));
  return rows.map((row) => ({
    readerId: row.reader_id,
    email: row.email,
    state: row.state,
    zone: zoneOr(row.zone, authorsZone),
    startedAt: new Date(row.started_at),
    had: new Set(row.had),
    lastSentAt: row.last_sent_at === null ? null : new Date(row.last_sent_at),
    now: new Date(row.now),
  }));
}

/** A letter that still waits counts as leaving now: the next chapter keeps its distance. */
const standingsQuery = (readerIds: string[]) => sql`
  select c.reader_id, r.email, c.state, coalesce(c.zone, e.zone) as zone, c.started_at, now() as now,
    coalesce((select jsonb_agg(d.chapter_id) from companion_deliveries d where d.reader_id = c.reader_id), '[]') as had,
    (
      select max(case when l.state in ('waiting', 'held') then now() else coalesce(l.sent_at, d.created_at) end)
      from companion_deliveries d left join letters l on l.key = d.letter_key where d.reader_id = c.reader_id
    ) as last_sent_at
  from companions c
  join readers r on r.id = c.reader_id
  left join enrolments e on e.reader_id = c.reader_id
  where c.reader_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(readerIds)}::jsonb))`;
