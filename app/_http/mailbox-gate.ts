/** Asks whether this request may see the local mailbox. */
import { getConfig } from "@/lib/config";
import { ARRIVED_FORWARDED } from "@/lib/forwarding";
import { isMailboxOpen } from "@/lib/mail/mailbox";

/** Next adds forwarding headers of its own, so only the word of our own server counts; under any other it stays shut. */
export function isMailboxOpenTo(headers: Pick<Headers, "get" | "has">): boolean {
  const hasForwardingHeader = !getConfig().underLauncher || headers.has(ARRIVED_FORWARDED);
  return isMailboxOpen({ host: headers.get("host"), hasForwardingHeader });
}
