import { LetterFrame } from "@/app/(site)/mailbox/letter-frame";
import { LetterHeaders } from "@/app/(site)/mailbox/letter-headers";
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
      {view === "letter" && <LetterFrame id={letter.id} subject={letter.subject} />}
      {view === "text" && <LetterText text={letter.text} />}
      {view === "headers" && <LetterHeaders letter={letter} />}
    </article>
  );
}

/** As a mail program without HTML shows it: links are plain addresses that one can press. */
function LetterText({ text }: { text: string }) {
  const parts = text.split(/(https?:\/\/[^\s<>")\]]+)/);
  return (
    <div className="letter-text">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the text never changes
          <a key={index} className="link" href={part}>
            {part}
          </a>
        ) : (
          part
        ),
      )}
    </div>
  );
}
