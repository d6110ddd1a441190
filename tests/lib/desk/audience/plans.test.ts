import { sql } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { getDb } from "@/lib/db/pool";
import { type AudienceFilter, matchesEnrolment } from "@/lib/desk/audience/filter";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** Enough that reading them all would cost more than the index; the long run (`npm run bench:audience`) has a million. */
beforeAll(async () => {
  await getDb().execute(sql`
    insert into readers (id, email) select gen_random_uuid(), n || '@example.com' from generate_series(1, 20000) n`);
  await getDb().execute(sql`
    insert into enrolments (reader_id, source, created_at, state, lessons_had)
    select id, 'form', now() - random() * interval '900 days',
      case when random() < 0.02 then 'paused' else 'active' end, floor(random() * 7)
    from readers`);
  await getDb().execute(sql`vacuum analyze enrolments`);
});

const CASES: [string, AudienceFilter][] = [
  ["everybody", {}],
  ["a status", { state: "paused" }],
  ["a number of lessons", { lessons: 3, lessonsHow: "exactly" }],
];

it.each(CASES)("a page of %s is picked from an index alone", async (_, filter) => {
  const { rows } = await getDb().execute(sql`
    explain select reader_id from enrolments where ${matchesEnrolment(filter) ?? sql`true`}
    order by created_at desc, reader_id desc limit 51`);
  const plan = JSON.stringify(rows);
  expect(plan).toContain("Index Only Scan");
  expect(plan).not.toContain("Seq Scan");
});
