import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { isMailboxOpenTo } from "@/app/_http/mailbox-gate";
import { privateMetadata } from "@/app/_http/private-metadata";
import { Mailbox } from "@/app/(site)/mailbox/mailbox";
import { listMailbox } from "@/lib/mail/mailbox";

export const generateMetadata = () => privateMetadata("Mailbox");

/** Every letter that would have been sent, on this machine only. At a desk the newest is open at once. */
export default async function MailboxPage() {
  if (!isMailboxOpenTo(await headers())) notFound();
  const letters = await listMailbox();
  return <Mailbox letters={letters} open={letters[0]} view="letter" isList />;
}
