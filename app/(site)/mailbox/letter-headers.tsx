import type { MailboxMessage } from "@/lib/mail/mailbox-transport";

/** What a mail server would have been told. */
export function LetterHeaders({ letter }: { letter: MailboxMessage }) {
  const rows = Object.entries({
    From: letter.from,
    To: letter.to,
    ...(letter.replyTo && { "Reply-To": letter.replyTo }),
    Subject: letter.subject,
    "Message-ID": letter.messageId,
    ...letter.headers,
  });
  return (
    <dl className="letter-headers">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
