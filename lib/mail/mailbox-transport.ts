/** The mailbox on this machine: a file per letter, named by its Message-ID, so that a repeat replaces itself. */
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import { mailboxFolder } from "@/lib/mail/mailbox-folder";
import type { Mail, Transport } from "@/lib/mail/transport";

export type MailboxMessage = Mail & { id: string; sentAt: string };

export const mailboxTransport: Transport = {
  async send(mail) {
    const id = createHash("sha256").update(mail.messageId).digest("hex").slice(0, 24);
    const message: MailboxMessage = { ...mail, id, sentAt: new Date().toISOString() };
    const folder = mailboxFolder();
    await mkdir(folder, { recursive: true });
    const draft = path.join(folder, `.${id}.${randomUUID()}`);
    await writeFile(draft, JSON.stringify(message, null, 2));
    await rename(draft, path.join(folder, `${id}.json`));
    return "250 kept in the local mailbox";
  },
};
