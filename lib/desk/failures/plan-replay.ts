/** The dry run: what a replay of open failures would do, and to how many people; nothing is changed. */
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { idIn, MOST_JUDGED } from "@/lib/desk/failures/affected";
import { LETTER_KINDS } from "@/lib/mail/letter-kinds";

/**
 * leaves: the letter is sent. late: its time is over, so it is not. ended: it was sent or given up meanwhile, so nothing
 * happens. runs: work that is no letter.
 */
export type Step = {
  queue: string;
  template: string | null;
  outcome: "leaves" | "late" | "ended" | "runs";
  count: number;
};

export type Plan = {
  /** Failures that would be put back. */
  jobs: number;
  isMore: boolean;
  /** Different addresses that would get a letter. */
  people: number;
  steps: Step[];
};

/** `which`: a condition on `failures`; those that are dealt with or under way are never among them. */
export async function planReplay(db: Db, which: SQL): Promise<Plan> {
  const { rows } = await db.execute<Step & { addresses: string[] | null }>(sql`
    with open as (
      select queue, input, ${letterOf} as letter from failures
      where resolved_at is null and replayed_at is null and ${which} order by created_at limit ${MOST_JUDGED}
    ), work as (
      select queue, letter->>'template' as template, letter->>'to' as address, ${outcome} as outcome from open
    )
    select queue, template, outcome, count(*)::int as count,
      json_agg(distinct address) filter (where outcome = 'leaves') as addresses
    from work group by queue, template, outcome order by count desc, queue, template, outcome`);
  const jobs = rows.reduce((sum, { count }) => sum + count, 0);
  const addresses = new Set(rows.flatMap(({ addresses }) => addresses ?? []));
  const steps = rows.map(({ queue, template, outcome, count }) => ({
    queue,
    template,
    outcome,
    count,
  }));
  return { jobs, isMore: jobs >= MOST_JUDGED, people: addresses.size, steps };
}

const lifetimes = Object.entries(LETTER_KINDS).flatMap(([template, kind]) =>
  "livesSeconds" in kind ? [sql`when ${template} then ${kind.livesSeconds}::int`] : [],
);

/** By primary key for each: a join would read all letters where it expects many failures. */
const letterOf = sql`(
  select jsonb_build_object('template', template, 'to', to_address, 'state', state, 'is_over', ${isOver()})
  from letters where letters.id = ${idIn(sql`failures.input`, "letterId")})`;

function isOver() {
  return sql`created_at < now() - interval '1 second' * case template ${sql.join(lifetimes, sql` `)} end`;
}

const outcome = sql`case
  when not input ? 'letterId' then 'runs'
  when letter->>'state' is distinct from 'waiting' then 'ended'
  when (letter->>'is_over')::boolean then 'late'
  else 'leaves' end`;
