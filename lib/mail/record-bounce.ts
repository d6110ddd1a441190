/** A server's no as a report: an inbox that is gone gets no more mail from us, one that is full for a day does. */
import { sql } from "drizzle-orm";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { recordReport } from "@/lib/mail/delivery-reports";
import { messageIdOf } from "@/lib/mail/message-id";
import { suppressAddress } from "@/lib/mail/suppression";

/** Told in the transaction that suppresses an address, so that whoever keeps lists of people can take it off them. */
export type OnSuppressed = (
  tx: Db,
  suppressed: { email: string; reason: "bounced" | "complained" },
) => Promise<void>;

type Letter = { id: string; key: string; to: string; tries: number };
type Bounce = { letter: Letter; answer: string; onSuppressed?: OnSuppressed };

/** The letter dies and its address is suppressed in one transaction, which may be repeated. */
export async function recordHardBounce({ letter, answer, onSuppressed }: Bounce): Promise<void> {
  await transaction(async (tx) => {
    await tx.execute(sql`
      update letters set state = 'dead', secret = null, tries = tries + 1,
        last_answer = ${answer.replace(/\S+@\S+/g, "[address]").slice(0, 500)}
      where key = ${letter.key} and state in ('waiting', 'held')`);
    await recordReport(tx, {
      ...about(letter, answer),
      id: `smtp:${letter.key}`,
      kind: "hard_bounce",
    });
    await suppressAddress(tx, { address: letter.to, reason: "bounced" });
    await onSuppressed?.(tx, { email: letter.to, reason: "bounced" });
  });
}

/** Counted, and no more: the letter goes on waiting. One for each try. */
export async function recordSoftBounce({ letter, answer }: Bounce): Promise<void> {
  const report = {
    ...about(letter, answer),
    id: `smtp:${letter.key}:${letter.tries + 1}`,
    kind: "soft_bounce",
  } as const;
  await transaction((tx) => recordReport(tx, report));
}

const about = ({ key, to }: Letter, answer: string) => ({
  address: to,
  messageId: messageIdOf(key),
  detail: answer,
});
