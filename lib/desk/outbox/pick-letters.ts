/** Picks the letters of one page, newest first, from an index however many there are. */
import { and, type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { idIn } from "@/lib/desk/failures/affected";
import type { OutboxFilter, OutboxState } from "@/lib/desk/outbox/outbox-filter";
import { placesBy } from "@/lib/desk/page-place";
import { LANES } from "@/lib/desk/state/count-waiting";

export const LETTER_PLACES = placesBy({ at: sql`letters.created_at`, id: sql`letters.id` });

type Picking = { filter: OutboxFilter; where: SQL | undefined; isUpwards: boolean; limit: number };

/** In the page's order. */
export async function pickLetters(db: Db, picking: Picking): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(pickStatement(picking));
  return rows.map(({ id }) => id);
}

export function pickStatement({ filter, where, isUpwards, limit }: Picking): SQL {
  const way = isUpwards ? sql`asc` : sql`desc`;
  const which = and(where, belongsTo(filter.q)) ?? sql`true`;
  const newest = sql`order by letters.created_at ${way}, letters.id ${way} limit ${limit}`;
  if (filter.state === "failed") return sql`${pickFailed(filter, which)} ${newest}`;
  const isOpen = filter.state && WAITS.has(filter.state) ? and(which, hasNotFailed) : which;
  return sql`
    select letters.id from jsonb_to_recordset(${JSON.stringify(rangesOf(filter))}::jsonb)
      as range(lane int, state text, tried boolean),
    lateral (
      select id, created_at from letters
      where letters.lane = range.lane and letters.state = range.state and (letters.tries > 0) = range.tried
        and ${isOpen} ${newest}) as letters
    ${newest}`;
}

type Range = { state: "waiting" | "held" | "sent" | "dead"; tried: boolean };

const either = (state: Range["state"]): Range[] => [
  { state, tried: false },
  { state, tried: true },
];

/** What stands in the columns by which the index is ordered; what failed is found by its failures. */
const RANGES: Record<Exclude<OutboxState, "failed">, Range[]> = {
  waiting: [{ state: "waiting", tried: false }],
  retry: [{ state: "waiting", tried: true }],
  held: either("held"),
  ended: either("dead"),
  sent: either("sent"),
};

const WAITS = new Set<OutboxState>(["waiting", "retry"]);

/** The newest of each range are the newest of all. */
function rangesOf({ state, lane }: OutboxFilter) {
  const ranges = state && state !== "failed" ? RANGES[state] : Object.values(RANGES).flat();
  const lanes = lane === undefined ? LANES : [lane];
  return lanes.flatMap((each) => ranges.map((range) => ({ lane: each, ...range })));
}

const hasNotFailed = sql`letters.id::text not in (
  select input->>'letterId' from failures where resolved_at is null and input->>'letterId' is not null)`;

const pickFailed = ({ lane }: OutboxFilter, which: SQL): SQL => sql`
  select letters.id from letters
  where letters.id in (
      select ${idIn(sql`failures.input`, "letterId")} from failures
      where resolved_at is null and input->>'letterId' is not null)
    and letters.state = 'waiting' and ${lane === undefined ? sql`true` : sql`letters.lane = ${lane}`} and ${which}`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function belongsTo(query: string | undefined): SQL | undefined {
  if (query === undefined) return undefined;
  if (query.includes("@")) return sql`letters.to_address = ${query.toLowerCase()}`;
  const isOfRequest = sql`letters.request_id = ${query}`;
  return UUID.test(query) ? sql`(letters.id = ${query}::uuid or ${isOfRequest})` : isOfRequest;
}
