/** The rows of the outbox: taken up while they wait, marked once when they end; each change may be repeated. */
import { and, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { letters } from "@/drizzle/schema/mail";
import { transaction } from "@/lib/db/transaction";

export type TakenLetter = NonNullable<Awaited<ReturnType<typeof takeUpLetter>>>;

/** Undefined when it is sent, dead or gone. Age and order go by the database's clock. */
export async function takeUpLetter(id: string) {
  return transaction(async (tx) => {
    const [taken] = await tx
      .update(letters)
      .set({ tries: sql`${letters.tries} + 1` })
      .where(isWaiting(id))
      .returning({
        ...getTableColumns(letters),
        sharedProps: sql<unknown>`(select props from letter_bodies where id = letters.body_id)`,
        ageSeconds: sql<number>`extract(epoch from now() - created_at)::float8`,
        isSuperseded,
      });
    return taken;
  });
}

/** Of the letters of one kind that were due for one inbox, only the newest goes; it may even have gone already. */
const isSuperseded = sql<boolean>`exists (
  select 1 from letters newer
  where newer.to_address = letters.to_address and newer.template = letters.template
    and (newer.created_at, newer.id) > (letters.created_at, letters.id)
    and (newer.state = 'sent' or (newer.state = 'waiting' and newer.not_before <= now())))`;

export async function markSent(id: string, answer: string): Promise<void> {
  await end(id, { state: "sent", secret: null, lastAnswer: shorten(answer), sentAt: sql`now()` });
}

export async function markDead(id: string, reason: string): Promise<void> {
  await end(id, { state: "dead", secret: null, lastAnswer: shorten(reason) });
}

/** For whoever looks why it still waits. */
export async function noteAnswer(id: string, answer: string): Promise<void> {
  await end(id, { lastAnswer: shorten(answer) });
}

type Change = Parameters<ReturnType<typeof updateOf>["set"]>[0];

async function end(id: string, change: Change): Promise<void> {
  await transaction((tx) => updateOf(tx).set(change).where(hasNotEnded(id)));
}

const updateOf = (tx: Parameters<Parameters<typeof transaction>[0]>[0]) => tx.update(letters);

/** Its broadcast may have been paused while the letter was handed over: sent is sent. */
const hasNotEnded = (id: string) =>
  and(eq(letters.id, id), inArray(letters.state, ["waiting", "held"]));

const isWaiting = (id: string) => and(eq(letters.id, id), eq(letters.state, "waiting"));

const shorten = (answer: string) => answer.replace(/\S+@\S+/g, "[address]").slice(0, 500);
