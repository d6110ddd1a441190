/** Once a day, at nine where the author lives, each way out of the house carries a message that says so. */
import { sql } from "drizzle-orm";
import { Temporal } from "temporal-polyfill";
import { configuredChannels } from "@/lib/alarms/channels/route";
import { saveNotices } from "@/lib/alarms/incidents/store";
import { proofOf } from "@/lib/alarms/notices/notice";
import { watchState } from "@/lib/alarms/watch-state";
import { transaction } from "@/lib/db/transaction";

const HOUR = 9;

type Clock = { now: number; timezone(): Promise<string> };

/** May be called as often as one likes: the day's key makes each proof one. A site started later in the day sends it then. */
export async function writeDailyProofs({ now, timezone }: Clock): Promise<void> {
  const channels = configuredChannels();
  if (channels.length === 0) return;
  const local = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(await timezone());
  const day = local.toPlainDate().toString();
  const turn = `${day} ${channels.join(" ")}`;
  if (local.hour < HOUR || watchState().provedOn === turn) return;
  await transaction(async (tx) => {
    const { rows } = await tx.execute<{ open: number }>(
      sql`select count(*)::int as open from incidents where closed_at is null`,
    );
    const open = rows[0]?.open ?? 0;
    await saveNotices(
      tx,
      channels.map((channel) => proofOf({ channel, day, open })),
    );
  });
  watchState().provedOn = turn;
}
