/** The outbox: a letter is a row written in the transaction of whoever causes it, with a key that makes it unique. */
import { createHash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { enqueueJob, enqueueJobs } from "@/lib/jobs/enqueue-job";
import { kindOf, type TemplateName } from "@/lib/mail/letter-kinds";
import { currentRequestId } from "@/lib/request-context";
import { seal } from "@/lib/signing";

export type NewLetter = {
  key: string;
  to: string;
  template: TemplateName;
  /** Goes to the author who tries it out: at once, whatever else waits, marked in its subject. */
  isTest?: boolean;
  props: object;
  /** Links and codes: sealed until the letter is sent, then blanked. */
  secret?: object;
};

/** Two statements; with a key used before, one, and nothing happens. */
export async function enqueueLetter(tx: Db, letter: NewLetter): Promise<void> {
  const queue = letter.isTest ? "letters-receipts" : kindOf(letter.template).queue;
  const sealed = letter.secret ? await seal(JSON.stringify(letter.secret)) : null;
  const { rows } = await tx.execute<{ id: string; not_before: string | Date }>(
    insertStatement(letter, sealed),
  );
  const written = rows[0];
  if (!written) return;
  const startAfter = new Date(written.not_before);
  await enqueueJob(tx, { queue, input: { letterId: written.id }, key: written.id, startAfter });
}

/** Letters still waiting for their time do not push this one further: the newest of them will be the one that goes. */
function insertStatement({ key, to, template, props, isTest }: NewLetter, sealed: string | null) {
  const { lane, gapSeconds } = kindOf(template);
  const own = isTest ? { ...props, isTest } : props;
  return sql`
    insert into letters (key, to_address, template, props, secret, lane, request_id, not_before)
    select ${key}, ${to}, ${template}, ${JSON.stringify(own)}::jsonb, ${sealed}, ${isTest ? 1 : lane}, ${currentRequestId() ?? null},
      ${isTest ? AT_ONCE : earliest(gapSeconds)}
    from letters
    where to_address = ${to} and template = ${template} and (state = 'sent' or (state = 'waiting' and not_before <= now()))
    on conflict (key) do nothing
    returning id, not_before`;
}

/** An aggregate as well, so that the statement makes one row, however many letters there were before. */
const AT_ONCE = sql`coalesce(max(now()), now())`;

const earliest = (gapSeconds: number): SQL =>
  sql`greatest(now(), max(coalesce(sent_at, not_before)) + ${gapSeconds} * interval '1 second')`;

/** Many letters of one text: what they share is kept once. */
export type LetterRun = {
  template: TemplateName;
  shared: object;
  broadcastId?: string;
  letters: { key: string; to: string; props: object }[];
};

/** Answers how many were new. Keys used before write nothing. No gap counts here: who calls it sends a series. */
export async function enqueueLetters(tx: Db, run: LetterRun): Promise<number> {
  const bodyId = await keepBody(tx, run);
  const { lane, queue } = kindOf(run.template);
  const { rows } = await tx.execute<{ id: string }>(sql`
    insert into letters (key, to_address, template, props, body_id, broadcast_id, lane, request_id)
    select key, "to", ${run.template}, props, ${bodyId}, ${run.broadcastId ?? null}::uuid, ${lane}, ${currentRequestId() ?? null}
    from jsonb_to_recordset(${JSON.stringify(run.letters)}::jsonb) as given(key text, "to" text, props jsonb)
    on conflict (key) do nothing
    returning id`);
  const jobs = rows.map(({ id }) => ({ input: { letterId: id }, key: id }));
  await enqueueJobs(tx, { queue, jobs });
  return rows.length;
}

/** Locks the row until the letters that name it are written, so that no purge takes it in between. */
async function keepBody(tx: Db, { template, shared }: LetterRun): Promise<string> {
  const props = JSON.stringify(shared);
  const id = createHash("sha256").update(`${template}:${props}`).digest("hex");
  await tx.execute(sql`
    insert into letter_bodies (id, props) values (${id}, ${props}::jsonb)
    on conflict (id) do update set created_at = now()
    where letter_bodies.created_at < now() - interval '1 hour'`);
  return id;
}
