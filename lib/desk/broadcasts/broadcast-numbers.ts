/** How far a broadcast is: counted from its letters while it lives, from what was kept once it ended. */
import type { Db } from "@/lib/db/pool";
import type { Broadcast } from "@/lib/desk/broadcasts/broadcast-row";
import { countLetters } from "@/lib/mail/broadcast-letters";

export type Numbers = {
  recipients: number;
  sent: number;
  /** Without a letter yet, or with one that waits or is held. */
  toGo: number;
  /** Refused by their mail server, or closed to us before their letter left. */
  undelivered: number;
  /** Left, or ceased to match, before it was their turn: no letter was written. */
  missed: number;
};

export type Numbered = Broadcast & { numbers: Numbers };

export async function withNumbers(db: Db, broadcast: Broadcast): Promise<Numbered> {
  return { ...broadcast, numbers: await numbersOf(db, broadcast) };
}

async function numbersOf(db: Db, broadcast: Broadcast): Promise<Numbers> {
  const recipients = broadcast.recipients ?? 0;
  if (!broadcast.startedAt)
    return { recipients, sent: 0, toGo: recipients, undelivered: 0, missed: 0 };
  const { sent, undelivered } = await countEnded(db, broadcast);
  /** People may come to match in the middle: then more get it than were counted at the start. */
  const all = Math.max(recipients, broadcast.enqueued);
  if (!broadcast.doneAt)
    return { recipients: all, sent, undelivered, toGo: all - sent - undelivered, missed: 0 };
  const missed = Math.max(0, all - sent - undelivered);
  return { recipients: all, sent, undelivered, toGo: 0, missed };
}

async function countEnded(db: Db, { id, sent, undelivered }: Broadcast) {
  if (sent !== null && undelivered !== null) return { sent, undelivered };
  const counted = await countLetters(db, id);
  return { sent: counted.sent, undelivered: counted.dead };
}
