/** An author ends all mail to an address that one can leave, as if its owner had; only the owner can begin it again. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { readers } from "@/drizzle/schema/readers";
import { signups } from "@/drizzle/schema/signups";
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { suppressAddress } from "@/lib/mail/suppression";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { leaveCourse } from "@/lib/signups/leave-course";

type Stop = { actor: Actor; readerId: string; network: string };

/** Doing it again changes nothing. */
export async function stopMail({
  actor,
  readerId,
  network,
}: Stop): Promise<Result<undefined, "forbidden" | "no_such_person">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return transaction(async (tx) => {
    const [reader] = await tx
      .select({ email: readers.email })
      .from(readers)
      .where(eq(readers.id, readerId));
    if (!reader) return err("no_such_person");
    await suppressAddress(tx, { address: reader.email, reason: "unsubscribed" });
    await leaveCourse(tx, { email: reader.email, reason: "unsubscribed" });
    await tx
      .update(signups)
      .set({ unsubscribedAt: sql`now()` })
      .where(and(eq(signups.readerId, readerId), isNull(signups.unsubscribedAt)));
    const entry = { actor: nameOf(actor), action: "audience.mail-stopped", subject: readerId };
    await recordAudit(tx, { ...entry, network });
    return ok(undefined);
  });
}
