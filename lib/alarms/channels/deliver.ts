/** Sends one message by the first way that takes it, and tells which one, or why none did. */
import type { Message } from "@/lib/alarms/channels/channel";
import { describeProblem } from "@/lib/alarms/channels/outbound";
import { channelsFor, getChannel } from "@/lib/alarms/channels/route";
import type { LoudLevel } from "@/lib/alarms/levels";
import type { ChannelName } from "@/lib/alarms/notices/notice";
import { log } from "@/lib/log";
import { err, ok, type Result } from "@/lib/result";

type Delivery = Message & { level: LoudLevel; onlyChannel: ChannelName | null };

/** Never throws. */
export async function deliver({
  level,
  onlyChannel,
  ...message
}: Delivery): Promise<Result<ChannelName, string>> {
  const problems: string[] = [];
  for (const name of onlyChannel ? [onlyChannel] : channelsFor(level)) {
    try {
      const channel = getChannel(name);
      if (!channel) throw new Error("it is not set up any more");
      await channel.send(message);
      return ok(name);
    } catch (error) {
      problems.push(`${name}: ${describeProblem(error)}`);
      log().error({ channel: name, reason: describeProblem(error) }, "an alarm was not taken");
    }
  }
  return err(problems.join("; ") || "no way out of the house is set up");
}
