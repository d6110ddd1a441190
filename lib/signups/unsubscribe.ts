/** Ends all mail but sign-in letters, by signed link, for whoever holds the letter. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { readers } from "@/drizzle/schema/readers";
import { signups } from "@/drizzle/schema/signups";
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { suppressAddress } from "@/lib/mail/suppression";
import { err, ok, type Result } from "@/lib/result";
import { readUnsubscribeToken } from "@/lib/signups/links";

/** Pressing twice changes nothing. A reader already deleted gets no mail either, so that is a success. */
export async function unsubscribe({
  token,
  network,
  now,
}: {
  token: string;
  network: string;
  now: Date;
}): Promise<Result<undefined, "bad_link">> {
  const readerId = await readUnsubscribeToken(token, now);
  if (!readerId) return err("bad_link");
  await transaction(async (tx) => {
    const [reader] = await tx
      .select({ email: readers.email })
      .from(readers)
      .where(eq(readers.id, readerId));
    if (!reader) return;
    await suppressAddress(tx, { address: reader.email, reason: "unsubscribed" });
    await tx
      .update(signups)
      .set({ unsubscribedAt: sql`now()` })
      .where(and(eq(signups.readerId, readerId), isNull(signups.unsubscribedAt)));
    await recordAudit(tx, {
      actor: `reader:${readerId}`,
      action: "signup.unsubscribed",
      subject: readerId,
      network,
    });
  });
  return ok(undefined);
}
