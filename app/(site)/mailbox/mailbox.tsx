import "@/app/(site)/mailbox/mailbox.css";
import { PageFrame } from "@/app/_components/page-frame";
import { cachedSettings } from "@/app/_http/cached-book";
import { LetterList } from "@/app/(site)/mailbox/letter-list";
import type { View } from "@/app/(site)/mailbox/letter-views";
import { OpenLetter } from "@/app/(site)/mailbox/open-letter";
import type { MailboxMessage } from "@/lib/mail/mailbox-transport";

type Props = {
  letters: MailboxMessage[];
  open: MailboxMessage | undefined;
  view: View;
  /** On a phone there is room for either the list or the letter. */
  isList: boolean;
};

export async function Mailbox({ letters, open, view, isList }: Props) {
  const Title = isList ? "h1" : "p";
  return (
    <PageFrame book={await cachedSettings()}>
      <div className="mailbox wide-page">
        <div className={isList ? "" : "max-md:hidden"}>
          <Title className="font-serif text-[1.73rem] leading-tight font-semibold">Mailbox</Title>
          <p className="mt-1 mb-4 text-[0.9375rem] text-muted">
            Letters that this machine would have sent. Nobody else sees them.
          </p>
        </div>
        {open ? (
          <div className="mailbox-panes">
            <LetterList letters={letters} openId={open.id} isShownOnPhone={isList} />
            <OpenLetter letter={open} view={view} isShownOnPhone={!isList} />
          </div>
        ) : (
          <div className="card">
            <p className="mb-4 text-muted">
              No letters yet. Ask for a login link, and it arrives here within seconds.
            </p>
            <a className="button" href="/login">
              Ask for a login link
            </a>
          </div>
        )}
      </div>
    </PageFrame>
  );
}
