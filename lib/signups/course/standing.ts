/** Where readers stand in the course: everything that decides about their next lesson, on the database's clock. */
import { sql } from "drizzle-orm";
import type { enrolments } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import { zoneOr } from "@/lib/signups/course/mornings";
import type { Progress } from "@/lib/signups/course/plan-lesson";

type Enrolment = typeof enrolments.$inferSelect;

export type Standing = Progress & {
  readerId: string;
  email: string;
  state: Enrolment["state"];
  leftReason: Enrolment["leftReason"];
  isConfirmed: boolean;
  pausedOn: string | null;
  /** However they came by it: who owns the book is offered none. */
  hasBook: boolean;
  /** Bought after confirming: the course has done its work. */
  hasBoughtSince: boolean;
  now: Date;
};

type Row = {
  reader_id: string;
  email: string;
  state: Enrolment["state"];
  left_reason: Enrolment["leftReason"];
  is_confirmed: boolean;
  zone: string | null;
  started_on: string;
  shift_days: number;
  paused_on: string | null;
  had: string[];
  last_sent_at: Date | string | null;
  has_book: boolean;
  has_bought_since: boolean;
  now: Date | string;
};

type Question = { readerIds: string[]; authorsZone: string };

export async function findStandings(db: Db, question: Question): Promise<Standing[]> {
  const { rows } = await db.execute<Row>(standingsQuery(question.readerIds));
  return rows.map((row) => toStanding(row, question.authorsZone));
}

function toStanding(row: Row, authorsZone: string): Standing {
  return {
    readerId: row.reader_id,
    email: row.email,
    state: row.state,
    leftReason: row.left_reason,
    isConfirmed: row.is_confirmed,
    zone: zoneOr(row.zone, authorsZone),
    startedOn: row.started_on,
    shiftDays: row.shift_days,
    pausedOn: row.paused_on,
    had: new Set(row.had),
    lastSentAt: row.last_sent_at === null ? null : new Date(row.last_sent_at),
    hasBook: row.has_book,
    hasBoughtSince: row.has_bought_since,
    now: new Date(row.now),
  };
}

/** A letter that still waits counts as leaving now: the next lesson comes on a later day, however long that takes. */
const standingsQuery = (readerIds: string[]) => sql`
  select e.reader_id, r.email, e.state, e.left_reason, e.confirmed_at is not null as is_confirmed, e.zone,
    coalesce(e.started_on, (coalesce(e.confirmed_at, e.created_at) at time zone 'utc')::date)::text as started_on,
    e.shift_days, e.paused_on::text as paused_on, now() as now,
    coalesce((select jsonb_agg(d.lesson_id) from lesson_deliveries d where d.reader_id = e.reader_id), '[]') as had,
    (
      select max(case when l.state in ('waiting', 'held') then now() else coalesce(l.sent_at, d.created_at) end)
      from lesson_deliveries d left join letters l on l.key = d.letter_key
      where d.reader_id = e.reader_id and d.kind = 'sent'
    ) as last_sent_at,
    coalesce(book.is_held, false) as has_book, coalesce(book.is_bought_since, false) as has_bought_since
  from enrolments e
  join readers r on r.id = e.reader_id
  left join lateral (
    select true as is_held, bool_or(g.source in ('order', 'claim') and g.created_at > e.confirmed_at) as is_bought_since
    from grants g
    where g.reader_id = e.reader_id and g.scope = 'book' and g.revoked_at is null
      and (g.expires_at is null or g.expires_at > now())
    having count(*) > 0
  ) book on true
  where e.reader_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(readerIds)}::jsonb))`;
