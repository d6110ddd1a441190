import { describeCourse } from "@/app/(reading)/library/course-words";
import { MailButton } from "@/app/(reading)/library/mail-button";
import type { CourseMail } from "@/lib/signups/find-course-mail";

type Props = { title: string; mail: CourseMail };

/** The course: where it stands, and what its reader can do about that. */
export function CourseMailPart({ title, mail }: Props) {
  return (
    <div>
      <h3 className="mb-1 text-[1.125rem]">{title}</h3>
      <p className="text-[0.9375rem] text-muted">{describeCourse(mail)}</p>
      <div className="mt-4 flex flex-wrap items-center gap-3 empty:hidden">
        <CourseButtons {...mail} />
      </div>
    </div>
  );
}

/** Leaving leads to the page that asks once. */
function CourseButtons({ state, leftReason, next, unsubscribeUrl }: CourseMail) {
  if (state === "none" || leftReason === "bought") return null;
  if (state === "left") return <MailButton wish="restart" label="Send me letters again" />;
  return (
    <>
      {state === "active" && next && <MailButton wish="pause" label="Pause" isQuiet />}
      {state === "paused" && <MailButton wish="resume" label="Go on" />}
      {next && (
        <MailButton wish="skip" label="Skip the next lesson" isQuiet>
          {/* Named, so that pressing twice skips no second one. */}
          <input type="hidden" name="lesson" value={next.lessonId} />
        </MailButton>
      )}
      <a className="tap link text-[0.9375rem]" href={unsubscribeUrl}>
        Leave
      </a>
    </>
  );
}
