import { ContactAddress } from "@/app/(site)/contact-address";
import type { CourseMail } from "@/lib/signups/find-course-mail";

type Props = CourseMail & { replyTo: string | undefined };

const WORDS: Record<CourseMail["state"], string> = {
  none: "None, apart from the login letters that you ask for. A chapter that you unlock brings the course along, if you say yes to it.",
  unconfirmed:
    "None yet, apart from the login letters that you ask for. The course waits for the button in the letter that we sent you.",
  active: "The course: its lessons, as they are published. And login letters when you ask for one.",
  paused: "Login letters when you ask for one. The course rests until you let it go on.",
  finished: "Login letters when you ask for one. You have had every lesson of the course.",
  left: "None, apart from the login letters that you ask for: you left the course.",
};

export function MyMail({ state, unsubscribeUrl, replyTo }: Props) {
  return (
    <section>
      <h2 className="mb-2 text-[1.2rem]">The mail I get</h2>
      <p className="text-[0.9375rem] text-muted">{WORDS[state]}</p>
      <p className="mt-3 text-[0.9375rem]">
        {state === "left" ? (
          <>
            To have it again, write to <ContactAddress address={replyTo} />.
          </>
        ) : (
          state !== "none" && (
            <a className="link" href={unsubscribeUrl}>
              Leave the course
            </a>
          )
        )}
      </p>
    </section>
  );
}
