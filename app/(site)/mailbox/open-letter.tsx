import { LetterFrame } from "@/app/_components/letter-frame";
import { LetterHeaders } from "@/app/_components/letter-headers";
import { LetterText } from "@/app/_components/letter-text";
import { LetterViews, type View } from "@/app/(site)/mailbox/letter-views";
import { SentAt } from "@/app/(site)/mailbox/sent-at";
import type { MailboxMessage } from "@/lib/mail/mailbox-transport";

type Props = { letter: MailboxMessage; view: View; isShownOnPhone: boolean };

export function OpenLetter({ letter, view, isShownOnPhone }: Props) {
  const Subject = isShownOnPhone ? "h1" : "h2";
  return (
    <article className={`min-w-0 flex-col ${isShownOnPhone ? "flex" : "hidden md:flex"}`}>
      <header className="border-b border-hairline px-4 py-4 md:px-6">
        <p className="mb-3 text-sm md:hidden">
          <a className="link tap inline-flex items-center" href="/mailbox">
            All letters
          </a>
        </p>
        <Subject className="font-sans text-[1.2rem]">{letter.subject}</Subject>
        <p className="mt-2 text-sm break-words text-muted">
          From {letter.from}
          <br />
          To {letter.to} · <SentAt at={letter.sentAt} isLong />
        </p>
        <div className="mt-3">
          <LetterViews id={letter.id} view={view} />
        </div>
      </header>
      {view === "letter" && (
        <LetterFrame src={`/api/mailbox/${letter.id}`} subject={letter.subject} />
      )}
      {view === "text" && <LetterText text={letter.text} />}
      {view === "headers" && <LetterHeaders letter={letter} />}
    </article>
  );
}
