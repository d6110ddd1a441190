/** Mail that can be broken: a relay before the configured server, or before the mailbox on this machine. */

import type { Endings } from "@/cli/start/endings";
import { startBrokenMailServer } from "@/cli/start/faults/broken-mail-server";
import { startMailRelay } from "@/cli/start/faults/mail-relay";
import { startMailboxServer } from "@/cli/start/faults/mailbox-server";
import { type Place, placeOf } from "@/cli/start/faults/place";
import { publishSettings } from "@/lib/config";

type MailUrl = string | undefined;

/** One sentence on why it cannot be broken here. */
export const mailObstacle = (mailUrl: MailUrl): string | undefined =>
  mailUrl?.startsWith("resend:")
    ? "Mail leaves by HTTP here, and only SMTP can be broken on purpose."
    : undefined;

type Options = { mailUrl: MailUrl; isBroken(): boolean; endings: Endings };

/** Afterwards the site sends through the relay. Returns what to call after something broke or was mended. */
export async function standBeforeMail(options: Options): Promise<() => void> {
  const { mailUrl, isBroken, endings } = options;
  const working = mailUrl ? serverOf(new URL(mailUrl)) : await openMailbox(endings);
  const relay = await startMailRelay({
    working,
    broken: await openBrokenServer(options),
    isBroken,
  });
  endings.add(relay.close);
  publishSettings(
    mailUrl
      ? { MAIL_URL: through(relay.port, new URL(mailUrl)) }
      : { LOCAL_MAIL_URL: `smtp://127.0.0.1:${relay.port}` },
  );
  return relay.switchOver;
}

async function openMailbox(endings: Endings): Promise<Place> {
  const { port, close } = await startMailboxServer();
  endings.add(close);
  return { host: "127.0.0.1", port };
}

/** Nobody can speak in the name of a server that proves who it is before its first word. */
async function openBrokenServer({ mailUrl, endings }: Options): Promise<Place | undefined> {
  if (mailUrl?.startsWith("smtps:")) return undefined;
  const { port, close } = await startBrokenMailServer();
  endings.add(close);
  return { host: "127.0.0.1", port };
}

const serverOf = (url: URL): Place => placeOf(url, url.protocol === "smtps:" ? 465 : 587);

/** The certificate is still asked for in the server's own name. */
function through(port: number, server: URL): string {
  const relayed = new URL(server);
  if (!relayed.searchParams.has("servername"))
    relayed.searchParams.set("servername", serverOf(server).host);
  relayed.hostname = "127.0.0.1";
  relayed.port = String(port);
  return relayed.href;
}
