/** People of the audience by the hundred, broadcasts to them, and the work that a worker would do meanwhile. */
import { eq, sql } from "drizzle-orm";
import { broadcasts } from "@/drizzle/schema/desk";
import { getDb } from "@/lib/db/pool";
import type { AudienceFilter } from "@/lib/desk/audience/filter";
import { createDraft } from "@/lib/desk/broadcasts/save-draft";
import { sendNow } from "@/lib/desk/broadcasts/send-broadcast";
import { tendBroadcasts } from "@/lib/desk/broadcasts/tend-broadcasts";
import type { JobHandler } from "@/lib/jobs/run-job";
import { workOnce } from "@/lib/jobs/work-once";
import { sendLetter } from "@/lib/mail/send-letter";
import type { Actor } from "@/lib/readers/actor";
import { buildReader } from "@/tests/support/builders";
import { emptyQueues, makeAllDue } from "@/tests/support/job-table";

export const TEXT = { subject: "News", markdown: "Dear reader,\n\nthere is **news**.", filter: {} };

export async function buildAuthor(): Promise<Exclude<Actor, { role: "nobody" }>> {
  const { id, email } = await buildReader();
  return { role: "author", readerId: id, email };
}

type People = { many: number; name?: string; lessons?: number };

/** Confirmed people; answers their addresses. */
export async function buildPeople({
  many,
  name = "reader",
  lessons = 0,
}: People): Promise<string[]> {
  const { rows } = await getDb().execute<{ email: string }>(sql`
    with made as (
      insert into readers (email, email_verified)
      select ${name}::text || n || '@example.com', now() from generate_series(1, ${many}::int) as n
      returning id, email),
    joined as (
      insert into enrolments (reader_id, source, state, confirmed_at, lessons_had)
      select id, 'form', 'active', now(), ${lessons}::int from made)
    select email from made`);
  return rows.map(({ email }) => email);
}

export async function emptyAudience(): Promise<void> {
  await emptyQueues();
  await getDb().execute(
    sql`truncate broadcasts, letters, suppressions, enrolments, readers, grants cascade`,
  );
}

export async function findRow(id: string) {
  const [row] = await getDb().select().from(broadcasts).where(eq(broadcasts.id, id));
  if (!row) throw new Error("There is no such broadcast.");
  return row;
}

export async function draft(
  actor: Actor,
  text: Partial<typeof TEXT> & { filter?: AudienceFilter } = {},
) {
  const made = await createDraft({ actor, text: { ...TEXT, ...text } });
  if (!made.ok) throw new Error(made.reason);
  return made.value;
}

/** Started; nothing is written yet. */
export async function start(actor: Actor, text: Parameters<typeof draft>[1] = {}) {
  const id = await draft(actor, text);
  const sent = await sendNow({ actor, id, version: 1 });
  if (!sent.ok) throw new Error(sent.reason);
  return id;
}

export const FEEDER: JobHandler = { queue: "broadcasts", run: tendBroadcasts };
export const SENDER: JobHandler = {
  queue: "letters-broadcast",
  run: ({ letterId }) => sendLetter(String(letterId)),
};

/** What waits is due, and the names of steps that ended are free again, as they are after the second that is in them. */
export async function letTimePass(): Promise<void> {
  await getDb().execute(sql`delete from pgboss.job where name = 'broadcasts' and state > 'active'`);
  await makeAllDue();
}

/** Works whatever is due, and lets time pass between, until the broadcast is done. */
export async function workUntilDone(id: string, handlers = [SENDER, FEEDER]): Promise<void> {
  for (let round = 0; round < 200; round += 1) {
    if ((await findRow(id)).state === "done") return;
    await letTimePass();
    await workOnce(handlers, { deadlineMs: 60_000 });
  }
  throw new Error("The broadcast did not end.");
}

/** As a mail server that takes everything at once; answers whom it was for. For tests that need no server to fail. */
export async function deliverAll(): Promise<string[]> {
  const { rows } = await getDb().execute<{ to_address: string }>(sql`
    update letters set state = 'sent', sent_at = now() where state = 'waiting' returning to_address`);
  return rows.map(({ to_address }) => to_address);
}

type Watch = { onRound?: () => Promise<void> };

/** Feeds and delivers in turn until it is done; answers everybody who got it, each as often as they did. */
export async function feedAndDeliver(id: string, { onRound }: Watch = {}): Promise<string[]> {
  const reached: string[] = [];
  for (let round = 0; round < 500; round += 1) {
    if ((await findRow(id)).state === "done") return reached;
    await letTimePass();
    await workOnce([FEEDER], { deadlineMs: 30_000 });
    await onRound?.();
    reached.push(...(await deliverAll()));
  }
  throw new Error("The broadcast did not end.");
}
