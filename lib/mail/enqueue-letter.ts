/** The outbox: a letter is a row written in the transaction of whoever causes it, with a key that makes it unique. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { enqueueJob } from "@/lib/jobs/enqueue-job";
import { kindOf, type TemplateName } from "@/lib/mail/letter-kinds";
import { currentRequestId } from "@/lib/request-context";
import { seal } from "@/lib/signing";

export type NewLetter = {
  key: string;
  to: string;
  template: TemplateName;
  props: object;
  /** Links and codes: sealed until the letter is sent, then blanked. */
  secret?: object;
};

/** Two statements; with a key used before, one, and nothing happens. */
export async function enqueueLetter(tx: Db, letter: NewLetter): Promise<void> {
  const { queue } = kindOf(letter.template);
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
function insertStatement({ key, to, template, props }: NewLetter, sealed: string | null) {
  const { lane, gapSeconds } = kindOf(template);
  return sql`
    insert into letters (key, to_address, template, props, secret, lane, request_id, not_before)
    select ${key}, ${to}, ${template}, ${JSON.stringify(props)}::jsonb, ${sealed}, ${lane}, ${currentRequestId() ?? null},
      greatest(now(), max(coalesce(sent_at, not_before)) + ${gapSeconds} * interval '1 second')
    from letters
    where to_address = ${to} and template = ${template} and (state = 'sent' or (state = 'waiting' and not_before <= now()))
    on conflict (key) do nothing
    returning id, not_before`;
}
