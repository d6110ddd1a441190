/** Writes reader, signup, consent, enrolment, opening and grant as one statement; the keys make a repeat find the same rows. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { currentRequestId } from "@/lib/request-context";
import { CONSENT_WORDING } from "@/lib/signups/consent-wording";

export type RecordedSignup = {
  id: string;
  readerId: string;
  createdAt: Date;
  ageInDays: number;
  isConfirmed: boolean;
  /** The browser's right to the chapter; null beyond the network's three chapters a day, or when it was revoked. */
  grantId: string | null;
};

type Row = {
  id: string;
  reader_id: string;
  created_at: Date | string;
  age_in_days: number;
  is_confirmed: boolean;
  grant_id: string | null;
  lost_race: boolean;
};

/** Two signups of one network took the same slot at once; `transaction` does the loser again (code 40001). */
class SlotTaken extends Error {
  readonly code = "40001";
}

type NewSignup = {
  email: string;
  chapterId: string;
  page: string;
  network: string;
  source: "form" | "api";
  zone: string | null;
};

export async function recordSignup(tx: Db, signup: NewSignup): Promise<RecordedSignup> {
  const { rows } = await tx.execute<Row>(recordStatement(signup));
  const row = rows[0];
  if (!row) throw new Error("A signup was neither made nor found.");
  if (row.lost_race) throw new SlotTaken("Another signup of this network took the slot first.");
  return {
    id: row.id,
    readerId: row.reader_id,
    createdAt: new Date(row.created_at),
    ageInDays: row.age_in_days,
    isConfirmed: row.is_confirmed,
    grantId: row.grant_id,
  };
}

/**
 * A chapter once opened stays open for a repeat from the same network; a new one needs one of the network's three slots
 * of the day. Beyond them the answer never says whether somebody elsewhere has opened it with this address.
 * Nothing of an enrolment that exists is changed: a stranger can sign up any address.
 */
function recordStatement({ email, chapterId, page, network, source, zone }: NewSignup) {
  const requestId = currentRequestId() ?? null;
  return sql`
    with reader as (
      insert into readers (email) values (${email})
      on conflict (email) do update set email = excluded.email
      returning id
    ), taken as (
      select count(*) as slots, coalesce(bool_or(chapter_id = ${chapterId}::uuid), false) as has_chapter
      from openings where network = ${network} and day = (now() at time zone 'utc')::date
    ), opening as (
      insert into openings (network, day, slot, chapter_id)
      select ${network}, (now() at time zone 'utc')::date, slots + 1, ${chapterId}::uuid from taken
      where slots < 3 and not has_chapter
      on conflict do nothing
      returning 1
    ), signup as (
      insert into signups (reader_id, chapter_id, network, opened_at)
      select reader.id, ${chapterId}::uuid, ${network},
        case when taken.has_chapter or exists (select 1 from opening) then now() end
      from reader, taken
      on conflict (reader_id, chapter_id) do update set opened_at = coalesce(signups.opened_at, excluded.opened_at)
      returning id, reader_id, created_at, confirmed_at, opened_at, network = ${network} as is_from_here
    ), consent as (
      insert into consents (signup_id, wording, wording_version, page, network, request_id)
      select id, ${CONSENT_WORDING.text}, ${CONSENT_WORDING.version}, ${page}, ${network}, ${requestId}::text
      from signup
      on conflict (signup_id) do nothing
    ), enrolled as (
      insert into enrolments (reader_id, source, chapter_id, zone)
      select id, ${source}, ${chapterId}::uuid, ${zone} from reader
      on conflict (reader_id) do nothing
    ), given as (
      insert into grants (scope, chapter_id, source, cause, expires_at)
      select 'chapter', ${chapterId}::uuid, 'unlock', 'signup:' || id, now() + interval '1 year' from signup
      where opened_at is not null
      on conflict (cause, source, chapter_id) do update set cause = excluded.cause
      returning id, revoked_at
    )
    select signup.id, signup.reader_id, signup.created_at,
      floor(extract(epoch from now() - signup.created_at) / 86400)::int as age_in_days,
      signup.confirmed_at is not null as is_confirmed,
      (select given.id from given, taken where given.revoked_at is null
        and (signup.is_from_here or taken.has_chapter or exists (select 1 from opening))) as grant_id,
      (select slots < 3 and not has_chapter from taken) and not exists (select 1 from opening) as lost_race
    from signup`;
}
