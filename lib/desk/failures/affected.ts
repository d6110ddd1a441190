/** Whom failed work is about: the address that its input leads to, by letter, reader or signup. */
import { type SQL, sql } from "drizzle-orm";

/**
 * So many of one cause are looked at closely (whom they concern, what a replay does), and are settled by one press, so
 * that both answer within a second; whoever has more presses again.
 */
export const MOST_JUDGED = 2_000;

/** With 30,000 jobs that fail, a busy machine needs two seconds to look at them. */
export const LOOKS_WITHIN_MS = 10_000;

/** A scalar for each row, by primary keys alone; null where the input names nobody. */
export const addressBehind = (input: SQL): SQL<string | null> => sql<string | null>`coalesce(
  (select to_address from letters where letters.id = ${idIn(input, "letterId")}),
  (select email from readers where readers.id = ${idIn(input, "readerId")}),
  (select email from readers join signups on signups.reader_id = readers.id
    where signups.id = ${idIn(input, "signupId")}))`;

/** Ids of the letters that failed for good, and that nobody dealt with yet; as texts, since an input may hold anything. */
export const FAILED_LETTERS: SQL = sql`
  select input->>'letterId' from failures
  where resolved_at is null and replayed_at is null and input->>'letterId' is not null`;

const UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

/** Whatever somebody put there: what is no id is none. */
export const idIn = (input: SQL, name: "letterId" | "readerId" | "signupId"): SQL => {
  const text = sql`${input}->>${sql.raw(`'${name}'`)}`;
  return sql`(case when ${text} ~ ${sql.raw(`'${UUID}'`)} then (${text})::uuid end)`;
};
