/** Forgets letters that can no longer matter: blanks what lost its time, deletes what ended long ago. */
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { sql } from "drizzle-orm";
import { transaction } from "@/lib/db/transaction";
import { LETTER_KINDS } from "@/lib/mail/letter-kinds";
import { mailboxFolder } from "@/lib/mail/mailbox-folder";

/** Longer than any key is used again (a signup's link works 30 days) and than any gap between letters. */
const ENDED_KEPT_DAYS = 90;
/** Longer than the queue tries, so that a letter on the desk can still be replayed for weeks. */
const WAITING_LIVES_DAYS = 30;
const MAILBOX_KEPT_DAYS = 30;

/** A letter that waits and could still be of use is never touched. */
export async function purgeLetters(): Promise<void> {
  const lives = Object.entries(LETTER_KINDS).flatMap(([template, kind]) =>
    "livesSeconds" in kind ? [{ template, seconds: kind.livesSeconds }] : [],
  );
  await transaction(async (tx) => {
    for (const { template, seconds } of lives) {
      await tx.execute(endStatement(sql`template = ${template}`, seconds));
    }
    await tx.execute(endStatement(sql`true`, WAITING_LIVES_DAYS * 86_400));
    await tx.execute(sql`
      delete from letters
      where state <> 'waiting' and created_at < now() - ${ENDED_KEPT_DAYS} * interval '1 day'`);
  });
}

const endStatement = (which: ReturnType<typeof sql>, seconds: number) => sql`
  update letters set state = 'dead', secret = null, last_answer = 'its time was over before it could leave'
  where state = 'waiting' and ${which} and created_at < now() - ${seconds} * interval '1 second'`;

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
