import { findInbox } from "@/app/(reading)/login/check/inbox-link";

type Props = { email: string | undefined; hasLocalMailbox: boolean };

/** The way to the letter: the mail host's own page, or on a laptop the mailbox of this machine. */
export function InboxHints({ email, hasLocalMailbox }: Props) {
  const inbox = email && !hasLocalMailbox ? findInbox(email) : undefined;
  if (hasLocalMailbox) {
    return (
      <p className="mt-6 text-[0.9375rem]">
        No mail leaves this machine.{" "}
        <a className="link" href="/mailbox">
          Open the local mailbox
        </a>
      </p>
    );
  }
  if (!inbox) return null;
  return (
    <p className="mt-6 text-[0.9375rem]">
      <a className="link" href={inbox.href} rel="noreferrer">
        Open {inbox.name}
      </a>
    </p>
  );
}
