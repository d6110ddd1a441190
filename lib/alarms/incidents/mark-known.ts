/** Somebody says that they know: what is owed of it is not sent, and it rings no more until it gets worse. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { incidents, notices } from "@/drizzle/schema/alarms";
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";

type Known = { id: string; actor: string };

/** Who may say so is decided by the caller. A second press changes nothing. */
export function markKnown({ id, actor }: Known): Promise<Result<undefined, "gone">> {
  return transaction(async (tx) => {
    const [marked] = await tx
      .update(incidents)
      .set({ knownBy: actor, knownAt: sql`now()` })
      .where(and(eq(incidents.id, id), isNull(incidents.closedAt), isNull(incidents.knownBy)))
      .returning({ cause: incidents.cause });
    if (!marked) {
      const isOpen = and(eq(incidents.id, id), isNull(incidents.closedAt));
      return (await tx.$count(incidents, isOpen)) > 0 ? ok(undefined) : err("gone");
    }
    await tx
      .update(notices)
      .set({ state: "given_up", lastError: "somebody knew before it was sent" })
      .where(and(eq(notices.incidentId, id), eq(notices.state, "waiting")));
    await recordAudit(tx, { actor, action: "incident.known", subject: id, after: marked.cause });
    return ok(undefined);
  });
}
