/** A million invented people, written by SQL: half came in the last forty days, as at a launch, the others over three years. */
import { sql } from "drizzle-orm";
import { withoutIndexes } from "@/cli/bench/audience/without-indexes";
import { step } from "@/cli/start/screen";
import { getDb } from "@/lib/db/pool";

export const PEOPLE = 1_000_000;
const CHAPTERS = 15;
const LESSONS = 6;

/** Each from its own number, so that two runs hold the same people. */
const chance = (salt: number) =>
  sql.raw(`((hashint8extended(n, ${salt}) & 1048575)::float8 / 1048576)`);

const STEPS: [string, () => ReturnType<typeof sql>][] = [
  ["chapters and lessons", writeBook],
  ["lessons", writeLessons],
  ["people", writePeople],
  ["readers", writeReaders],
  ["enrolments", writeEnrolments],
  ["signups", writeSignups],
  ["consents", writeConsents],
  ["letters", writeLetters],
  ["lessons had", writeDeliveries],
  ["rights", writeGrants],
];

export async function seedAudience(signal: AbortSignal): Promise<void> {
  // Writing so much at once, the server would spend its time on making it safe, which nobody needs here.
  await getDb().execute(sql`alter system set max_wal_size = '16GB'`);
  await getDb().execute(sql`alter system set synchronous_commit = 'off'`);
  await getDb().execute(sql`select pg_reload_conf()`);
  await withoutIndexes(async () => {
    for (const [what, statement] of STEPS) {
      signal.throwIfAborted();
      await step(`Writing ${what}`, () => getDb().execute(statement()));
    }
  });
  await step("Counting what is where (ANALYZE)", () => getDb().execute(sql`vacuum analyze`));
}

function writeBook() {
  return sql`
    insert into chapters (slug, position, title, published_at)
    select 'chapter-' || n, n, 'Chapter ' || n, now() from generate_series(1, ${CHAPTERS}) n`;
}

function writeLessons() {
  return sql`
    insert into lessons (name, position, subject, day, markdown, html)
    select 'lesson-' || n, n, 'Lesson ' || n, n * 2, 'Words.', '<p>Words.</p>'
    from generate_series(1, ${LESSONS}) n`;
}

/** What follows of each number; the tables are filled from this one. */
function writePeople() {
  return sql`
    create unlogged table people as
    select n, gen_random_uuid() as reader_id,
      (array['ada','grace','linus','mary','omar','wei','ines','jo','kofi','lena','max','nia'])[1 + (${chance(1)} * 12)::int % 12]
        || '.' || substr(md5(n::text), 1, 5) || n || '@' ||
      case when ${chance(2)} < 0.5 then 'gmail.com' when ${chance(2)} < 0.65 then 'outlook.com'
        else 'company' || (${chance(3)} * 9000)::int || '.example' end as email,
      joined_at, is_import, is_confirmed,
      least(${LESSONS}, case when is_confirmed then extract(day from now() - joined_at)::int / 2 else 0 end) as lessons_had,
      ${chance(4)} < 0.03 and is_confirmed as is_buyer,
      ${chance(5)} as fate,
      (select id from chapters where position = 1 + floor(power(${chance(6)}, 3) * ${CHAPTERS - 1})::int) as chapter_id
    from (
      select n, ${chance(7)} < 0.05 as is_import,
        ${chance(8)} < 0.6 or joined_at < now() - interval '30 days' as is_confirmed, joined_at
      from (
        select n, now() - case when ${chance(9)} < 0.5 then ${chance(10)} * interval '40 days' else ${chance(10)} * interval '1100 days' end as joined_at
        from generate_series(1, ${PEOPLE}) n) aged) judged`;
}

function writeReaders() {
  return sql`
    insert into readers (id, email, email_verified, created_at)
    select reader_id, email, case when is_confirmed and not is_import then joined_at end, joined_at from people`;
}

function writeEnrolments() {
  return sql`
    insert into enrolments (reader_id, source, chapter_id, state, left_reason, created_at, confirmed_at, started_on, lessons_had, next_due_at)
    select reader_id, case when is_import then 'import' else 'form' end, case when not is_import then chapter_id end, state,
      case when state = 'left' then case when is_buyer then 'bought' else 'unsubscribed' end end,
      joined_at, case when is_confirmed then joined_at end, joined_at::date, lessons_had,
      case when state = 'active' then now() + interval '1 day' end
    from people, lateral (select case
      when is_import then 'none' when not is_confirmed then 'unconfirmed' when is_buyer or fate < 0.08 then 'left'
      when lessons_had = ${LESSONS} then 'finished' when fate < 0.1 then 'paused' else 'active' end as state) judged`;
}

function writeSignups() {
  return sql`
    insert into signups (reader_id, chapter_id, network, opened_at, created_at, confirmed_at)
    select reader_id, chapter_id, '203.0.113.0/24', joined_at, joined_at, case when is_confirmed then joined_at end
    from people where not is_import`;
}

function writeConsents() {
  return sql`
    insert into consents (signup_id, wording, wording_version, page, network, created_at)
    select id, 'This chapter now, another by mail, and a short crash course.', 1, '/', network, created_at from signups`;
}

function writeLetters() {
  return sql`
    insert into letters (key, to_address, template, props, lane, state, not_before, created_at, sent_at)
    select 'confirm-signup:' || n, email, 'confirm-signup', '{}', 1, 'sent', joined_at, joined_at, joined_at
    from people where not is_import`;
}

function writeDeliveries() {
  return sql`
    insert into lesson_deliveries (reader_id, lesson_id, kind, letter_key, created_at)
    select reader_id, lessons.id, 'sent', 'lesson:' || reader_id || lessons.id, joined_at
    from people join lessons on lessons.position <= people.lessons_had where n % 10 = 0`;
}

function writeGrants() {
  return sql`
    insert into grants (reader_id, scope, chapter_id, source, cause, created_at)
    select reader_id, 'chapter', chapter_id, 'confirmation', 'signup:' || n, joined_at from people where is_confirmed and not is_import
    union all
    select reader_id, 'book', null, 'order', 'order:' || n, joined_at + interval '3 days' from people where is_buyer`;
}
