import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { getDb } from "@/lib/db/pool";
import {
  buildAuthor,
  buildPeople,
  feedAndDeliver,
  findRow,
  start,
} from "@/tests/support/broadcasts";
import { buildBook } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeAll(() => buildBook());

const PEOPLE = 10_000;

it("10,000 people get it once each, in a few dozen steps, while never more than 500 letters wait", {
  timeout: 240_000,
}, async () => {
  const people = await buildPeople({ many: PEOPLE });
  const id = await start(await buildAuthor());
  const waiting: number[] = [];
  const reached = await feedAndDeliver(id, {
    onRound: async () => {
      const { rows } = await getDb().execute<{ many: number }>(
        sql`select count(*)::int as many from letters where state = 'waiting'`,
      );
      waiting.push(rows[0]?.many ?? 0);
    },
  });
  expect(new Set(reached)).toEqual(new Set(people));
  expect(reached).toHaveLength(PEOPLE);
  expect(Math.max(...waiting)).toBeLessThanOrEqual(500);
  expect(await findRow(id)).toMatchObject({ recipients: PEOPLE, enqueued: PEOPLE, sent: PEOPLE });
  expect(waiting.length).toBeLessThan(100);
});
