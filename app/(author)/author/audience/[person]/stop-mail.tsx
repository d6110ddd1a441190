import { ActionForm } from "@/app/_components/action-form";
import { stopAllMail } from "@/app/(author)/author/audience/actions";
import type { PersonPage } from "@/lib/desk/audience/find-person";

type Props = { readerId: string; suppressed: PersonPage["suppressed"] };

const WHY = {
  unsubscribed: "It was unsubscribed.",
  bounced: "Letters to it came back: no mail server takes them.",
  complained: "Its owner reported a letter as spam.",
} as const;

/** Asks once; there is no way back for an author, and it says why. */
export function StopMail({ readerId, suppressed }: Props) {
  if (suppressed) {
    return (
      <section aria-labelledby="stopped" className="card">
        <h2 id="stopped" className="mb-2 text-base">
          This address gets no mail
        </h2>
        <p className="mb-2">{WHY[suppressed]}</p>
        <p className="text-sm text-muted">
          Only its owner can change that. An author who could would sooner or later write to
          somebody who said no, and mail hosts would stop believing all the others' letters.
        </p>
      </section>
    );
  }
  return (
    <details className="card">
      <summary className="tap cursor-pointer font-semibold">Stop all mail to this address</summary>
      <ActionForm action={stopAllMail} button="Stop all mail">
        <p className="my-3 text-sm">
          No more lessons, chapters or broadcasts, for good: only the person themself can begin
          again. Letters they ask for, such as a login link, still come. Their chapters and the book
          stay theirs.
        </p>
        <input type="hidden" name="id" value={readerId} />
      </ActionForm>
    </details>
  );
}
