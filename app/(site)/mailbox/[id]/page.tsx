import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { isMailboxOpenTo } from "@/app/_http/mailbox-gate";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { isView } from "@/app/(site)/mailbox/letter-views";
import { Mailbox } from "@/app/(site)/mailbox/mailbox";
import { findMailboxMessage, listMailbox } from "@/lib/mail/mailbox";

export const generateMetadata = () => privateMetadata("Mailbox");

type Props = { params: Promise<{ id: string }>; searchParams: PageQuery };

export default async function LetterPage({ params, searchParams }: Props) {
  if (!isMailboxOpenTo(await headers())) notFound();
  const open = await findMailboxMessage((await params).id);
  if (!open) notFound();
  const { view = "letter" } = await readQuery(searchParams);
  return (
    <Mailbox
      letters={await listMailbox()}
      open={open}
      view={isView(view) ? view : "letter"}
      isList={false}
    />
  );
}
