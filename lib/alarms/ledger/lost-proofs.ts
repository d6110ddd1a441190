/** The alarm on the alarm: a way out whose daily proof did not get through is told by the others. */
import { sql } from "drizzle-orm";
import type { Finding } from "@/lib/alarms/finding";
import type { LedgerCheck } from "@/lib/alarms/ledger";
import type { ChannelName } from "@/lib/alarms/notices/notice";
import { read } from "@/lib/db/transaction";

const MINUTES = 10;
const NAMES: Record<ChannelName, string> = { slack: "Slack", sms: "SMS", mail: "mail" };

type Lost = { channel: ChannelName; reason: string | null };

/** Only the newest counts: a proof that came makes good for those that did not. */
export const lostProofs: LedgerCheck = {
  name: "daily proofs that did not arrive",
  async find() {
    const { rows } = await read((db) =>
      db.execute<Lost>(sql`
      select channel, reason from (
        select distinct on (only_channel) only_channel as channel, last_error as reason, state, tries, created_at
        from notices where kind = 'proof' order by only_channel, created_at desc) newest
      where state <> 'sent' and tries > 0 and created_at < now() - ${MINUTES} * interval '1 minute'`),
    );
    return rows.map(toFinding);
  },
};

function toFinding({ channel, reason }: Lost): Finding {
  return {
    cause: `channel:${channel}`,
    level: "serious",
    title: `Alarms do not get through by ${NAMES[channel]}`,
    detail: `Today's proof was not taken (${reason ?? "no answer yet"}).`,
    advice: "Check its settings; until it works, alarms take the next way.",
    count: 1,
  };
}
