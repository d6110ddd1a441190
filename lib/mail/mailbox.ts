/** Shows the local mailbox, and decides who may look: only somebody at this very machine. */
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { getConfig, isLoopbackHost } from "@/lib/config";
import { mailboxFolder } from "@/lib/mail/mailbox-folder";
import type { MailboxMessage } from "@/lib/mail/mailbox-transport";

const MOST_SHOWN = 200;

/** Newest first. */
export async function listMailbox(): Promise<MailboxMessage[]> {
  const names = await readdir(mailboxFolder()).catch(() => []);
  const messages = await Promise.all(
    names.filter((name) => /^[0-9a-f]+\.json$/.test(name)).map(readMessage),
  );
  return messages
    .flatMap((message) => message ?? [])
    .sort((a, b) => b.sentAt.localeCompare(a.sentAt))
    .slice(0, MOST_SHOWN);
}

export async function findMailboxMessage(id: string): Promise<MailboxMessage | undefined> {
  return /^[0-9a-f]{24}$/.test(id) ? readMessage(`${id}.json`) : undefined;
}

/** `hasForwardingHeader`: something stands between the browser and us, so the machine that asks may be another one. */
export function isMailboxOpen({
  host,
  hasForwardingHeader,
}: {
  host: string | null;
  hasForwardingHeader: boolean;
}): boolean {
  const config = getConfig();
  if (config.mailUrl || hasForwardingHeader || !host) return false;
  const asked = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : "";
  return [config.host, new URL(config.publicUrl).hostname, asked].every(isLoopbackHost);
}

async function readMessage(name: string): Promise<MailboxMessage | undefined> {
  const text = await readFile(path.join(mailboxFolder(), name), "utf8").catch(() => undefined);
  return text ? (JSON.parse(text) as MailboxMessage) : undefined;
}
