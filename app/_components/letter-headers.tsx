import "@/app/_components/letter-headers.css";
import type { Mail } from "@/lib/mail/transport";

/** What a mail server is told. */
export function LetterHeaders({ letter }: { letter: Mail }) {
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
