import { FormMessage } from "@/app/_components/form-message";
import type { FormMemory } from "@/app/_http/form-memory";
import { CompanionMailPart } from "@/app/(reading)/library/companion-mail";
import { CourseMailPart } from "@/app/(reading)/library/course-mail";
import type { Companion } from "@/lib/signups/companion/find-companion";
import type { CourseMail } from "@/lib/signups/find-course-mail";

type Props = {
  courseTitle: string | undefined;
  course: CourseMail;
  companion: Companion | undefined;
  /** What became of the button that was pressed here. */
  form: FormMemory | undefined;
};

export function MyMail({ courseTitle = "The course", course, companion, form }: Props) {
  const getsNoMail = course.state === "left" && course.leftReason !== "bought";
  const isOwner = companion?.ownsBook === true;
  return (
    <section id="mail">
      <h2 className="mb-1 text-[1.44rem]">The mail I get</h2>
      <p className="mb-5 text-[0.9375rem] text-muted">
        Besides these, a login letter whenever you ask for one.
      </p>
      <FormMessage {...form} />
      <div
        className={`grid gap-8 border-t border-hairline pt-5 ${isOwner ? "md:grid-cols-2 md:gap-12" : ""}`}
      >
        <CourseMailPart title={courseTitle} mail={course} />
        {isOwner && <CompanionMailPart companion={companion} getsNoMail={getsNoMail} />}
      </div>
    </section>
  );
}
