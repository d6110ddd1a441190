/** A day in figures, beside the day before, and hour by hour: counted at most once a minute, and told with its time. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Db } from "@/lib/db/pool";
import { keptNumbers } from "@/lib/desk/kept-numbers";

const hour = z.object({
  /** Hours ago: 0 is the last sixty minutes. */
  ago: z.number(),
  ok: z.number(),
  failed: z.number(),
  letters: z.number(),
});

const day = z.object({
  ok: z.number(),
  failed: z.number(),
  letters: z.number(),
  signups: z.number(),
  /** The longest that a letter had to wait before it left; broadcasts take their time and are left out. */
  longestWaitSeconds: z.number().nullable(),
});

const figures = z.object({
  today: day,
  before: day,
  /** The oldest first, 24 of them. */
  hours: z.array(hour),
  lanes: z.array(z.object({ lane: z.number(), sent: z.number(), dead: z.number() })),
});

export type DayFigures = z.output<typeof figures>;
export type Hour = z.output<typeof hour>;

export const countDay = () => keptNumbers({ name: "desk", schema: figures, count });

async function count(db: Db): Promise<DayFigures> {
  const answers = await countAnswers(db);
  const letters = await countLetters(db);
  const signups = await countSignups(db);
  const dayOf = (days: number) => ({
    ...sumAnswers(answers, days),
    letters: sumLetters(letters, days),
    signups: signups[days] ?? 0,
    longestWaitSeconds: longestWait(letters, days),
  });
  return {
    today: dayOf(0),
    before: dayOf(1),
    hours: hoursOf(answers, letters),
    lanes: await countLanes(db, letters),
  };
}

type Answers = { ago: number; ok: number; failed: number }[];
type Letters = { ago: number; lane: number; count: number; longest: number }[];

const HOURS = 24;
const inDay = <Row extends { ago: number }>(rows: Row[], days: number) =>
  rows.filter(({ ago }) => Math.floor(ago / HOURS) === days);
const sum = <Row>(rows: Row[], of: (row: Row) => number) =>
  rows.reduce((total, row) => total + of(row), 0);

const sumAnswers = (answers: Answers, days: number) => ({
  ok: sum(inDay(answers, days), ({ ok }) => ok),
  failed: sum(inDay(answers, days), ({ failed }) => failed),
});

const sumLetters = (letters: Letters, days: number) =>
  sum(inDay(letters, days), ({ count }) => count);

function longestWait(letters: Letters, days: number): number | null {
  const waits = inDay(letters, days).filter(({ lane }) => lane < 3);
  return waits.length === 0 ? null : Math.max(0, ...waits.map(({ longest }) => longest));
}

const hoursOf = (answers: Answers, letters: Letters): Hour[] =>
  Array.from({ length: HOURS }, (_, place) => HOURS - 1 - place).map((ago) => ({
    ago,
    ok: sum(
      answers.filter((row) => row.ago === ago),
      ({ ok }) => ok,
    ),
    failed: sum(
      answers.filter((row) => row.ago === ago),
      ({ failed }) => failed,
    ),
    letters: sum(
      letters.filter((row) => row.ago === ago),
      ({ count }) => count,
    ),
  }));

const hoursSince = (column: string) =>
  sql`floor(extract(epoch from now() - ${sql.raw(column)}) / 3600)::int`;

/** What an instance counted a moment ahead of the database's clock belongs to the last hour. */
async function countAnswers(db: Db): Promise<Answers> {
  const { rows } = await db.execute<Answers[number]>(sql`
    select greatest(0, ${hoursSince("at")}) as ago, sum(ok)::int as ok, sum(failed)::int as failed
    from signal_counts where signal = 'answers' and at > now() - interval '48 hours' group by 1`);
  return rows;
}

async function countLetters(db: Db): Promise<Letters> {
  const { rows } = await db.execute<Letters[number]>(sql`
    select greatest(0, ${hoursSince("sent_at")}) as ago, lane, count(*)::int as count,
      max(extract(epoch from sent_at - not_before))::float8 as longest
    from letters where sent_at > now() - interval '48 hours' group by 1, 2`);
  return rows;
}

async function countSignups(db: Db): Promise<number[]> {
  const { rows } = await db.execute<{ today: number; before: number }>(sql`
    select count(*) filter (where created_at > now() - interval '24 hours')::int as today,
      count(*) filter (where created_at <= now() - interval '24 hours')::int as before
    from signups where created_at > now() - interval '48 hours'`);
  return [rows[0]?.today ?? 0, rows[0]?.before ?? 0];
}

async function countLanes(db: Db, letters: Letters) {
  const { rows } = await db.execute<{ lane: number; dead: number }>(sql`
    select lane, count(*)::int as dead from letters
    where state = 'dead' and created_at > now() - interval '24 hours' group by lane`);
  return [0, 1, 2, 3].map((lane) => ({
    lane,
    sent: sumLetters(
      letters.filter((row) => row.lane === lane),
      0,
    ),
    dead: rows.find((row) => row.lane === lane)?.dead ?? 0,
  }));
}
