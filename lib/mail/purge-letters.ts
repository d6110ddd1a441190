/** Forgets letters that can no longer matter: blanks what lost its time, deletes what ended long ago. */
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type SQL, sql } from "drizzle-orm";
import { transaction } from "@/lib/db/transaction";
import { LETTER_KINDS, TIME_WAS_OVER } from "@/lib/mail/letter-kinds";
import { mailboxFolder } from "@/lib/mail/mailbox-folder";

/** Longer than any key is used again (a signup's link works 30 days) and than any gap between letters. */
const ENDED_KEPT_DAYS = 90;
/** Longer than the queue tries, so that a letter on the desk can still be replayed for weeks. */
const WAITING_LIVES_DAYS = 30;
const MAILBOX_KEPT_DAYS = 30;
const AT_ONCE = 10_000;

/** A letter that waits or is held, and could still be of use, is never touched. */
export async function purgeLetters(): Promise<void> {
  for (const [template, kind] of Object.entries(LETTER_KINDS)) {
    if ("livesSeconds" in kind)
      await repeatOnSome(
        endStatement(
          sql`template = ${template} and created_at < now() - ${kind.livesSeconds} * interval '1 second'`,
        ),
      );
  }
  await repeatOnSome(
    endStatement(
      sql`created_at < ${daysAgo(WAITING_LIVES_DAYS)} and not_before < ${daysAgo(WAITING_LIVES_DAYS)}`,
    ),
  );
  await repeatOnSome(sql`
    delete from letters where id in (
      select id from letters
      where state in ('sent', 'dead') and created_at < ${daysAgo(ENDED_KEPT_DAYS)} limit ${AT_ONCE})`);
  await transaction((tx) =>
    tx.execute(sql`
    delete from letter_bodies
    where created_at < ${daysAgo(1)} and not exists (select from letters where body_id = letter_bodies.id)`),
  );
}

/** Each part in its own transaction: a million at once would outlast any deadline. */
async function repeatOnSome(statement: SQL): Promise<void> {
  for (let changed = AT_ONCE; changed === AT_ONCE; )
    changed = await transaction(async (tx) => (await tx.execute(statement)).rowCount ?? 0);
}

/** What was due later, as after a long pause, has its time from then. */
const endStatement = (which: SQL) => sql`
  update letters set state = 'dead', secret = null, last_answer = ${TIME_WAS_OVER}
  where id in (select id from letters where state = 'waiting' and ${which} limit ${AT_ONCE})`;

const daysAgo = (days: number) => sql`now() - ${days} * interval '1 day'`;

/** The mailbox on this machine would grow for ever. */
export async function purgeMailbox(now: Date): Promise<void> {
  const folder = mailboxFolder();
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const writtenAt = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => now.getTime(),
    );
    const ageDays = (now.getTime() - writtenAt) / 86_400_000;
    if (ageDays > MAILBOX_KEPT_DAYS) await rm(file, { force: true });
  }
}
