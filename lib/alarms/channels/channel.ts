/** What a way out of the house promises: the message was taken, or an error says in plain words why it was not. */
import type { ChannelName } from "@/lib/alarms/notices/notice";

export type Message = {
  /** The same for every try of one message. */
  key: string;
  text: string;
};

export type Channel = { name: ChannelName; send(message: Message): Promise<void> };

/** It answered, and said no: asking again changes nothing. */
export class ChannelRefusal extends Error {
  override name = "ChannelRefusal";
}
