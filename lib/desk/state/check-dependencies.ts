/** How what the site leans on is doing: measured now, by what it answered in the last five minutes, or by when it was last of use. */
import { sql } from "drizzle-orm";
import type { ChannelHealth } from "@/lib/alarms/channels/channel-health";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import { FAILED_LETTERS } from "@/lib/desk/failures/affected";
import { hideAddresses, hideSecrets } from "@/lib/desk/failures/hide-addresses";
import { getTransport } from "@/lib/mail/transport";
import type { Signal } from "@/lib/signals";

export type Rate = { ok: number; failed: number };

export type Dependencies = {
  database: Rate & { roundTripMs: number };
  mail: Rate & {
    carrier: "server" | "mailbox";
    /** Of the lanes for login letters, receipts, all others: how long it is left alone after it failed. */
    restSeconds: number[];
    lastAnswer: string | null;
  };
  answers: Rate;
  /** The ways by which alarms leave. */
  channels: ChannelHealth[];
  heartbeat: { isSet: boolean };
  /** When an instance last wrote down what it had counted: each look of the alarms does that. */
  alarmsLookedAt: Date | null;
};

export async function checkDependencies(db: Db, channels: ChannelHealth[]): Promise<Dependencies> {
  const { mailUrl, localMailUrl, alarms } = getConfig();
  const roundTripMs = await measureRoundTrip(db);
  const rates = await countRates(db);
  return {
    database: { ...rates.database, roundTripMs },
    mail: {
      ...rates.mail,
      carrier: (mailUrl ?? localMailUrl) ? "server" : "mailbox",
      restSeconds: [0, 1, 2].map((lane) => Math.ceil((getTransport(lane).restMs?.() ?? 0) / 1000)),
      lastAnswer: await findLastAnswer(db),
    },
    answers: rates.answers,
    channels,
    heartbeat: { isSet: alarms.heartbeatUrl !== undefined },
    alarmsLookedAt: await findLastLook(db),
  };
}

async function measureRoundTrip(db: Db): Promise<number> {
  const startedAt = performance.now();
  await db.execute(sql`select 1`);
  return performance.now() - startedAt;
}

async function countRates(db: Db): Promise<Record<Signal, Rate>> {
  const { rows } = await db.execute<Rate & { signal: Signal }>(sql`
    select signal, sum(ok)::int as ok, sum(failed)::int as failed from signal_counts
    where signal in ('answers', 'database', 'mail') and at > now() - interval '5 minutes' group by signal`);
  const rateOf = (signal: Signal): Rate => {
    const { ok = 0, failed = 0 } = rows.find((row) => row.signal === signal) ?? {};
    return { ok, failed };
  };
  return { answers: rateOf("answers"), database: rateOf("database"), mail: rateOf("mail") };
}

/**
 * What the mail server said to the letter that waits longest after a try, without the address: everybody at the desk
 * sees it. What failed for good is told by its failure.
 */
async function findLastAnswer(db: Db): Promise<string | null> {
  const { rows } = await db.execute<{ last_answer: string | null }>(sql`
    select last_answer from (
      select id, last_answer, tries, not_before from letters
      where state = 'waiting' and lane in (0, 1, 2, 3) and not_before <= now() limit 1000) as seen
    where tries > 0 and last_answer is not null and id::text not in (${FAILED_LETTERS})
    order by not_before limit 1`);
  const said = rows[0]?.last_answer;
  return said ? hideAddresses(hideSecrets(said)) : null;
}

async function findLastLook(db: Db): Promise<Date | null> {
  const { rows } = await db.execute<{ at: string | null }>(sql`
    select max(at) as at from signal_counts where signal = 'database'`);
  return rows[0]?.at ? new Date(rows[0].at) : null;
}
