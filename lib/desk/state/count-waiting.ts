/** Letters that wait, by lane, and those of them that should have left by now, by kind. */
import { sql } from "drizzle-orm";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import { FAILED_LETTERS, idIn, MOST_JUDGED } from "@/lib/desk/failures/affected";
import { MOST_COUNTED } from "@/lib/desk/state/count-queues";
import { TURNED_AWAY } from "@/lib/mail/refused";

export type WaitingLane = {
  lane: number;
  waiting: number;
  held: number;
  oldestSeconds: number | null;
};
export type CountedLetters = { template: string; count: number }[];

export const LANES = [0, 1, 2, 3];

/** `held` belongs to paused broadcasts. */
export async function countWaiting(db: Db): Promise<WaitingLane[]> {
  const { rows } = await db.execute<WaitingLane>(sql`
    select lane.number as lane,
      (select count(*)::int from (
        select from letters where lane = lane.number and state = 'waiting' limit ${MOST_COUNTED}) as seen) as waiting,
      case when lane.number = 3 then (select count(*)::int from (
        select from letters
        where broadcast_id in (select id from broadcasts where state = 'paused') and state = 'held' limit ${MOST_COUNTED}) as seen)
      else 0 end as held,
      (select extract(epoch from now() - not_before)::float8 from letters
        where lane = lane.number and state = 'waiting' and not_before <= now()
        order by not_before limit 1) as "oldestSeconds"
    from jsonb_array_elements(${JSON.stringify(LANES)}::jsonb) as given(value),
      lateral (select value::int as number) as lane
    order by lane.number`);
  return rows;
}

/** Somebody waits for a login letter or a welcome letter. */
const AWAITED_SECONDS = 60;
/** Tried in vain, and not sent at once by the next try. */
const TRIED_SECONDS = 30;

/**
 * An awaited letter is late after a minute, the others after what the alarms allow, and whatever was tried in vain
 * sooner. A broadcast takes its time: it is late only while none of its lane leaves. What failed for good waits for a
 * person, and is counted apart.
 */
export async function countLate(db: Db): Promise<CountedLetters> {
  const seconds = getConfig().alarms.letterMinutes * 60;
  const { rows } = await db.execute<CountedLetters[number]>(sql`
    with late as (
      (${lateIn(0, AWAITED_SECONDS)}) union all (${lateIn(1, AWAITED_SECONDS)}) union all (${lateIn(2, seconds)})
      union all (
        select * from (${oldestDue(3)}) as broadcast where ${isOlderThan(seconds)} and not exists (
          select from letters where sent_at > now() - ${seconds} * interval '1 second' and lane = 3))
    )
    select template, count(*)::int as count from late
    where id::text not in (${FAILED_LETTERS})
    group by template order by count desc, template`);
  return rows;
}

const lateIn = (lane: number, seconds: number) => sql`
  select * from (${oldestDue(lane)}) as due
  where ${isOlderThan(seconds)} or (tries > 0 and ${isOlderThan(TRIED_SECONDS)})`;

/** A million may wait: the index gives the oldest, and the others are judged by nobody. */
const oldestDue = (lane: number) => sql`
  select id, template, tries, not_before from letters
  where lane = ${lane} and state = 'waiting' and not_before <= now()
  order by not_before limit ${MOST_COUNTED}`;

const isOlderThan = (seconds: number) => sql`not_before < now() - ${seconds} * interval '1 second'`;

export type FailedWork = {
  letters: CountedLetters;
  /** Letters that the mail server does not take from us. */
  refused: CountedLetters;
  others: number;
};

/** What used up its tries and waits for somebody: letters by kind, all else together. */
export async function countFailed(db: Db): Promise<FailedWork> {
  const { rows } = await db.execute<{
    template: string | null;
    is_refused: boolean;
    count: number;
  }>(sql`
    select template, is_refused, count(*)::int as count from (
      select (select template from letters where letters.id = ${idIn(sql`failures.input`, "letterId")}) as template,
        cause like ${`%: ${TURNED_AWAY}`} as is_refused
      from failures where resolved_at is null and replayed_at is null limit ${MOST_JUDGED}) as open
    group by template, is_refused order by count desc, template`);
  const lettersOf = (isRefused: boolean) =>
    rows.flatMap(({ template, is_refused, count }) =>
      template && is_refused === isRefused ? [{ template, count }] : [],
    );
  const others = rows.filter(({ template }) => template === null);
  return {
    letters: lettersOf(false),
    refused: lettersOf(true),
    others: others.reduce((sum, { count }) => sum + count, 0),
  };
}
