import { sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { getDb } from "@/lib/db/pool";
import { OUTBOX_STATES, type OutboxFilter } from "@/lib/desk/outbox/outbox-filter";
import { LETTER_PLACES, pickStatement } from "@/lib/desk/outbox/pick-letters";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** A broadcast that went out, one that waits behind a mail server which says no, and a little of all else; 300 failed. */
beforeAll(async () => {
  await getDb().execute(sql`
    insert into letters (key, to_address, template, props, lane, state, tries, request_id, created_at)
    select 'plan:' || n, 'reader' || n % 50000 || '@example.com', 'lesson', '{}',
      case when n % 1000 < 990 then 3 else n % 4 end,
      case when n % 1000 = 0 then 'dead' when n % 1000 = 1 then 'held' when n < 60000 then 'sent' else 'waiting' end,
      case when n < 90000 then 1 else 0 end, 'request-' || n % 20000,
      timestamptz '2026-11-26 10:00' + n / 100 * interval '1 second'
    from generate_series(1, 100000) n`);
  await getDb().execute(sql`
    insert into failures (queue, job_id, input, cause, message, tries)
    select 'letters-broadcast', gen_random_uuid(), jsonb_build_object('letterId', id), 'letters-broadcast: Error', 'broke', 8
    from letters where state = 'waiting' and tries > 0 limit 300`);
  await getDb().execute("vacuum analyze letters");
  await getDb().execute("analyze failures");
}, 120_000);

const ID = "00000000-0000-4000-8000-000000000000";
const CASES: OutboxFilter[] = [
  {},
  ...OUTBOX_STATES.map((state) => ({ state })),
  ...OUTBOX_STATES.map((state) => ({ state, lane: 0 })),
  { lane: 2 },
  { q: "reader77@example.com" },
  { q: "request-77" },
  { q: ID },
  { q: "reader77@example.com", state: "failed" },
];

type Plan = { "Node Type": string; "Relation Name"?: string; Plans?: Plan[] };
type Explained = { "QUERY PLAN": [{ Plan: Plan & Record<string, number> }] };

async function explain(filter: OutboxFilter, where: ReturnType<typeof sql> | undefined) {
  const statement = pickStatement({ filter, where, isUpwards: false, limit: 51 });
  const { rows } = await getDb().execute<Explained>(
    sql`explain (analyze, buffers, format json) ${statement}`,
  );
  const plan = rows[0]?.["QUERY PLAN"][0]?.Plan;
  if (!plan) throw new Error("there is no plan");
  return plan;
}

const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

describe.each(CASES)("of a hundred thousand letters, a page of %j", (filter) => {
  it.each([
    ["at the top", undefined],
    ["in the middle", LETTER_PLACES.isAfter(`2026-11-26T10:08:00.000000Z_${ID}`)],
  ])("%s is picked by indexes, from few blocks", async (_place, where) => {
    const plan = await explain(filter, where);
    const read = nodesOf(plan).filter((node) => node["Relation Name"] === "letters");
    expect(read.length).toBeGreaterThan(0);
    expect(read.map((node) => node["Node Type"])).not.toContain("Seq Scan");
    const blocks = (plan["Shared Hit Blocks"] ?? 0) + (plan["Shared Read Blocks"] ?? 0);
    expect(blocks).toBeLessThan(2_000);
  });
});
