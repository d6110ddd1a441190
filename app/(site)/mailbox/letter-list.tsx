import { SentAt } from "@/app/(site)/mailbox/sent-at";
import type { MailboxMessage } from "@/lib/mail/mailbox-transport";

type Props = { letters: MailboxMessage[]; openId: string; isShownOnPhone: boolean };

/** Newest first. */
export function LetterList({ letters, openId, isShownOnPhone }: Props) {
  return (
    <nav aria-label="Letters" className={isShownOnPhone ? "" : "max-md:hidden"}>
      <div className="flex items-center justify-between border-b border-hairline px-4 py-2 text-sm text-muted">
        <span>{letters.length === 1 ? "1 letter" : `${letters.length} letters`}</span>
        <a className="link tap inline-flex items-center" href="/mailbox">
          Look again
        </a>
      </div>
      <ul className="letter-list">
        {letters.map(({ id, subject, to, sentAt }) => (
          <li key={id}>
            <a
              href={`/mailbox/${id}`}
              aria-current={id === openId ? "true" : undefined}
              className="letter-row"
            >
              <span className="flex items-baseline justify-between gap-3 text-sm text-muted">
                <span className="truncate">{to}</span>
                <SentAt at={sentAt} />
              </span>
              <span className="mt-[2px] block font-medium">{subject}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
