/** What a reference leads to: itself as a request id, the answers whose digest it is, and the requests of the letter, job, failure or signup that it names. */
import { desc, eq, or, sql } from "drizzle-orm";
import { failedAnswers } from "@/drizzle/schema/alarms";
import { failures } from "@/drizzle/schema/jobs";
import { letters } from "@/drizzle/schema/mail";
import { consents } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import type { Trail } from "@/lib/desk/story/story-event";
import { QUEUE_NAMES } from "@/lib/jobs/queues";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export async function followReference(db: Db, reference: string): Promise<Trail> {
  const trail: Trail = {
    requestIds: new Set([reference]),
    letterIds: new Set(),
    jobIds: new Set(),
    failureIds: new Set(),
    signupIds: new Set(),
  };
  if (DIGEST.test(reference)) await followDigest(db, reference, trail);
  if (!UUID.test(reference)) return trail;
  for (const follow of [followLetter, followFailure, followJob, followSignup])
    await follow(db, reference, trail);
  return trail;
}

/** Next's number for an error: equal errors have the same, so it may lead to several requests. */
const DIGEST = /^\d{1,10}$/;
const MOST_EQUAL = 20;

type Follow = (db: Db, id: string, trail: Trail) => Promise<void>;

const followDigest: Follow = async (db, digest, trail) => {
  const newest = await db
    .select({ requestId: failedAnswers.requestId })
    .from(failedAnswers)
    .where(eq(failedAnswers.digest, digest))
    .orderBy(desc(failedAnswers.at))
    .limit(MOST_EQUAL);
  for (const { requestId } of newest) trail.requestIds.add(requestId);
};

const followLetter: Follow = async (db, id, trail) => {
  const [letter] = await db
    .select({ requestId: letters.requestId })
    .from(letters)
    .where(eq(letters.id, id));
  if (!letter) return;
  trail.letterIds.add(id);
  add(trail.requestIds, letter.requestId);
};

const followFailure: Follow = async (db, id, trail) => {
  const [failure] = await db
    .select({ id: failures.id, jobId: failures.jobId, requestId: failures.requestId })
    .from(failures)
    .where(or(eq(failures.id, id), eq(failures.jobId, id)));
  if (!failure) return;
  trail.failureIds.add(failure.id);
  trail.jobIds.add(failure.jobId);
  add(trail.requestIds, failure.requestId);
};

const followJob: Follow = async (db, id, trail) => {
  const { rows } = await db.execute<{ request_id: string | null; letter_id: string | null }>(sql`
    select data->>'requestId' as request_id, data->'input'->>'letterId' as letter_id
    from pgboss.job where name in ${QUEUE_NAMES} and id = ${id}`);
  if (!rows[0]) return;
  trail.jobIds.add(id);
  add(trail.requestIds, rows[0].request_id);
  if (UUID.test(rows[0].letter_id ?? "")) add(trail.letterIds, rows[0].letter_id);
};

const followSignup: Follow = async (db, id, trail) => {
  const [consent] = await db
    .select({ requestId: consents.requestId })
    .from(consents)
    .where(eq(consents.signupId, id));
  if (!consent) return;
  trail.signupIds.add(id);
  add(trail.requestIds, consent.requestId);
};

function add(ids: Set<string>, id: string | null) {
  if (id !== null) ids.add(id);
}
