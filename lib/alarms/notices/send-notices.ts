/** Sends the messages that wait, each once: whoever sends one holds it meanwhile, and what no way took is tried again for a day. */
import { sql } from "drizzle-orm";
import { deliver } from "@/lib/alarms/channels/deliver";
import type { LoudLevel } from "@/lib/alarms/levels";
import type { ChannelName } from "@/lib/alarms/notices/notice";
import { read } from "@/lib/db/transaction";

/** Longer than all tries of all ways together. */
const LEASE_SECONDS = 120;
const AT_ONCE = 5;

type Held = {
  id: string;
  key: string;
  text: string;
  level: LoudLevel;
  onlyChannel: ChannelName | null;
};

/** What left, but could not be marked: it must not leave again. On globalThis as Next evaluates modules twice. */
const holder = globalThis as typeof globalThis & {
  serverlessHandbookLeft?: Map<string, ChannelName>;
};

function left(): Map<string, ChannelName> {
  holder.serverlessHandbookLeft ??= new Map();
  return holder.serverlessHandbookLeft;
}

/** Answers how many it took up. Several at a time, so that none waits behind one whose way hangs. */
export async function sendNotices(): Promise<number> {
  const held = await takeUp();
  await Promise.all(held.map(sendOne));
  return held.length;
}

/**
 * The end of the lease is this caller's own to the microsecond: asked again after a lost answer, the statement finds
 * what it took.
 */
async function takeUp(): Promise<Held[]> {
  const own = Math.floor(Math.random() * 1_000_000);
  const { rows } = await read((db) =>
    db.execute<Held>(sql`
    with turn as (
      select date_trunc('minute', now()) + ${`${LEASE_SECONDS + 60} seconds`}::interval + ${`${own} microseconds`}::interval as ends
    )
    update notices set leased_until = turn.ends, tries = tries + 1
    from turn where state = 'waiting' and notices.id in (
      select id from notices
      where state = 'waiting' and (coalesce(leased_until, now()) <= now() or leased_until = (select ends from turn))
      order by level = 'very_serious' desc, created_at limit ${AT_ONCE} for update skip locked)
    returning notices.id, key, text, level, only_channel as "onlyChannel"`),
  );
  return rows;
}

async function sendOne({ id, ...message }: Held): Promise<void> {
  const before = left().get(id);
  if (before) return markSent(id, before);
  const delivered = await deliver(message);
  if (!delivered.ok) return putOff(id, delivered.reason);
  left().set(id, delivered.value);
  await markSent(id, delivered.value);
}

async function markSent(id: string, channel: ChannelName): Promise<void> {
  await read((db) =>
    db.execute(sql`
    update notices set state = 'sent', channel = ${channel}, sent_at = now(), last_error = null
    where id = ${id}::uuid and state = 'waiting'`),
  );
  left().delete(id);
}

/** Half a minute at first, a quarter of an hour at most; after a day nobody wants to hear it. */
async function putOff(id: string, reason: string): Promise<void> {
  await read((db) =>
    db.execute(sql`
    update notices set last_error = ${reason},
      state = case when created_at < now() - interval '1 day' then 'given_up' else 'waiting' end,
      leased_until = now() + least(900, 15 * power(2, least(tries, 10))) * (0.75 + random() / 2) * interval '1 second'
    where id = ${id}::uuid and state = 'waiting'`),
  );
}
