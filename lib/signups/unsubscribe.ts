/** Ends all mail but sign-in letters, or the companion alone, by signed link, for whoever holds the letter. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { readers } from "@/drizzle/schema/readers";
import { signups } from "@/drizzle/schema/signups";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { suppressAddress } from "@/lib/mail/suppression";
import { err, ok, type Result } from "@/lib/result";
import { endCompanion } from "@/lib/signups/companion/end-companion";
import { leaveCourse } from "@/lib/signups/leave-course";
import { type MailList, readUnsubscribeToken } from "@/lib/signups/links";

type Request = { token: string; network: string; now: Date };

/** Pressing twice changes nothing. A reader already deleted gets no mail either, so that is a success. */
export async function unsubscribe({
  token,
  network,
  now,
}: Request): Promise<Result<{ list: MailList }, "bad_link">> {
  const claims = await readUnsubscribeToken(token, now);
  if (!claims) return err("bad_link");
  const { reader: readerId, list } = claims;
  await transaction(async (tx) => {
    const [reader] = await tx
      .select({ email: readers.email })
      .from(readers)
      .where(eq(readers.id, readerId));
    if (!reader) return;
    if (list === "companion") await endCompanion(tx, readerId);
    else await endAll(tx, { readerId, email: reader.email });
    await recordAudit(tx, {
      actor: `reader:${readerId}`,
      action: list === "companion" ? "companion.stopped" : "signup.unsubscribed",
      subject: readerId,
      network,
    });
  });
  return ok({ list });
}

async function endAll(tx: Db, { readerId, email }: { readerId: string; email: string }) {
  await suppressAddress(tx, { address: email, reason: "unsubscribed" });
  await leaveCourse(tx, { email, reason: "unsubscribed" });
  await tx
    .update(signups)
    .set({ unsubscribedAt: sql`now()` })
    .where(and(eq(signups.readerId, readerId), isNull(signups.unsubscribedAt)));
}
