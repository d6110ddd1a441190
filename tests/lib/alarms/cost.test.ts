import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { tick } from "@/lib/alarms/tick";
import { publishSettings } from "@/lib/config";
import { closePool, getDb } from "@/lib/db/pool";
import { LEDGER } from "@/lib/registry";
import { countMany, emptyAlarms } from "@/tests/support/alarm-table";
import { writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
let proxy: FaultProxy;
let calls = 0;

/** The proxy draws once per call that passes. */
beforeAll(async () => {
  const random = () => {
    calls += 1;
    return 1;
  };
  proxy = await startFaultProxy(database.url, { rate: 0.5, random });
  await closePool();
  publishSettings({ POSTGRES_URL: proxy.url });
  await emptyAlarms();
});
afterAll(async () => {
  await closePool();
  await proxy.close();
});

async function callsOf(work: () => Promise<unknown>): Promise<number> {
  await work();
  calls = 0;
  await work();
  return calls;
}

describe("what the alarms cost", () => {
  it("a tick makes four calls, BEGIN and COMMIT included", async () => {
    countMany({ ok: 50, failed: 1 });
    expect(await callsOf(() => tick())).toBe(4);
  });

  it("a look into the ledger adds one for each check", async () => {
    expect(await callsOf(() => tick({ checks: LEDGER }))).toBe(4 + LEDGER.length);
  });

  it("an incident that goes on adds one", async () => {
    countMany({ ok: 50, failed: 60 });
    expect(await callsOf(() => tick())).toBe(5);
  });
});

describe("with many rows", () => {
  const ROWS = 50_000;

  /** Letters sent and dead, done jobs, old signups and a day of counts; the share that a check looks for is small. */
  beforeAll(async () => {
    await writeLetter();
    const db = getDb();
    await db.execute(sql`
      insert into letters (key, to_address, template, props, lane, state, not_before, created_at)
      select 'old:' || n, 'r' || n || '@example.com', 'confirm-signup', '{}', 1, 'sent',
        now() - n * interval '1 minute', now() - n * interval '1 minute' from generate_series(1, ${ROWS}) n`);
    await db.execute(sql`
      insert into letters (key, to_address, template, props, lane, state, not_before, created_at)
      select 'dead:' || n, 'd' || n || '@example.com', 'sign-in', '{}', n % 2, 'dead',
        now() - n * interval '1 hour', now() - n * interval '1 hour' from generate_series(1, ${ROWS}) n`);
    const { rows } = await db.execute<{ names: string; values: string }>(sql`
      select string_agg(quote_ident(column_name), ', ') as names,
        string_agg('one.' || quote_ident(column_name), ', ') as values from information_schema.columns
      where table_schema = 'pgboss' and table_name = 'job' and column_name not in ('id', 'state', 'start_after')`);
    await db.execute(sql`
      with one as materialized (select * from pgboss.job limit 1)
      insert into pgboss.job (id, state, start_after, ${sql.raw(rows[0]?.names ?? "")})
      select gen_random_uuid(), 'completed', now() - n * interval '1 minute', ${sql.raw(rows[0]?.values ?? "")}
      from one, generate_series(1, ${ROWS}) n`);
    await db.execute(sql`
      insert into failures (queue, job_id, input, cause, message, tries, resolved_at, created_at)
      select 'course', gen_random_uuid(), '{}', 'course: Error', '', 8, now(), now() - n * interval '1 minute'
      from generate_series(1, ${ROWS}) n`);
    await db.execute(sql`
      insert into signal_counts (signal, at, instance, ok, failed)
      select signal, date_trunc('minute', now()) - n * interval '10 seconds', gen_random_uuid(), 5, 0
      from unnest(array['answers', 'database', 'mail']) signal, generate_series(1, ${ROWS / 8}) n`);
    await db.execute("analyze");
  }, 300_000);

  it("no check reads a table from its beginning to its end", async () => {
    await getDb().execute("select pg_stat_reset()");
    for (const { find } of LEDGER) await find();
    await tick();
    const { rows } = await getDb().execute<{ table: string; read: number }>(sql`
      select relname as "table", seq_tup_read::int as read from pg_stat_user_tables
      where seq_tup_read > 1000 order by 1`);
    expect(rows).toEqual([]);
  });
});
