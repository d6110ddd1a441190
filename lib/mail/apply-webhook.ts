/** Does what a stored event asks for: reports it, and lets no further letter reach a dead inbox or an annoyed person. */
import { eq, sql } from "drizzle-orm";
import { mailWebhooks } from "@/drizzle/schema/mail";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { recordReport } from "@/lib/mail/delivery-reports";
import { readWebhook, type Told } from "@/lib/mail/read-webhook";
import type { OnSuppressed } from "@/lib/mail/record-bounce";
import { suppressAddress } from "@/lib/mail/suppression";

type Applying = { onSuppressed: OnSuppressed };

/** May be repeated, and run by two at once: the row is locked, and each effect has its key. */
export async function applyWebhook(id: string, { onSuppressed }: Applying): Promise<void> {
  await transaction(async (tx) => {
    const [stored] = await tx
      .select()
      .from(mailWebhooks)
      .where(eq(mailWebhooks.id, id))
      .for("update");
    if (!stored || stored.appliedAt) return;
    const told = readWebhook(stored.body);
    if (told) await applyAll(tx, { id, told, onSuppressed });
    await tx.update(mailWebhooks).set({ appliedAt: sql`now()` }).where(eq(mailWebhooks.id, id));
  });
}

type Telling = Applying & { id: string; told: Told };

async function applyAll(tx: Db, { id, told, onSuppressed }: Telling): Promise<void> {
  const { addresses, ...report } = told;
  for (const [place, address] of addresses.entries()) {
    await recordReport(tx, { ...report, id: `webhook:${id}:${place}`, address });
    const reason = REASONS[told.kind];
    if (!reason) continue;
    await suppressAddress(tx, { address, reason });
    await onSuppressed(tx, { email: address, reason });
  }
}

const REASONS: Partial<Record<Told["kind"], "bounced" | "complained">> = {
  hard_bounce: "bounced",
  complaint: "complained",
};
