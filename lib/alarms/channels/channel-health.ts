/** How each way out of the house does: what it carried last, whether today's proof came through, what went wrong last. */
import { sql } from "drizzle-orm";
import { configuredChannels } from "@/lib/alarms/channels/route";
import { CHANNEL_NAMES, type ChannelName } from "@/lib/alarms/notices/notice";
import { read } from "@/lib/db/transaction";

export type ChannelHealth = {
  channel: ChannelName;
  isConfigured: boolean;
  /** When it last took a message. */
  sentAt: Date | null;
  proof: { state: "waiting" | "sent" | "given_up"; at: Date; lastError: string | null } | null;
};

type Row = {
  channel: string;
  sentAt: string | null;
  proof: { state: "waiting" | "sent" | "given_up"; at: string; lastError: string | null } | null;
};

export async function findChannelHealth(): Promise<ChannelHealth[]> {
  const configured = configuredChannels();
  const { rows } = await read((db) =>
    db.execute<Row>(sql`
    select given.channel,
      (select max(sent_at) from notices where state = 'sent' and notices.channel = given.channel) as "sentAt",
      (select jsonb_build_object('state', state, 'at', coalesce(sent_at, created_at), 'lastError', last_error)
        from notices where kind = 'proof' and only_channel = given.channel
        order by created_at desc limit 1) as proof
    from jsonb_array_elements_text(${JSON.stringify(CHANNEL_NAMES)}::jsonb) as given(channel)`),
  );
  return CHANNEL_NAMES.map((channel) => {
    const row = rows.find((each) => each.channel === channel);
    return {
      channel,
      isConfigured: configured.includes(channel),
      sentAt: row?.sentAt ? new Date(row.sentAt) : null,
      proof: row?.proof ? { ...row.proof, at: new Date(row.proof.at) } : null,
    };
  });
}
