import { ActionForm } from "@/app/_components/action-form";
import { pause, resume, skip } from "@/app/(author)/author/audience/actions";

type Props = {
  readerId: string;
  state: string | undefined;
  nextLesson?: { id: string; subject: string };
};

/** What an author may do on a reader's behalf while the course goes on; each can be undone but the skipping. */
export function CourseButtons({ readerId, state, nextLesson }: Props) {
  if (state !== "active" && state !== "paused") return null;
  const id = <input type="hidden" name="id" value={readerId} />;
  return (
    <section aria-labelledby="course" className="card">
      <h2 id="course" className="mb-3 text-base">
        Their course
      </h2>
      <div className="flex flex-col gap-3">
        {state === "active" ? (
          <ActionForm action={pause} button="Pause the course" isQuiet>
            {id}
          </ActionForm>
        ) : (
          <ActionForm action={resume} button="Resume the course" isQuiet>
            {id}
          </ActionForm>
        )}
        {nextLesson && (
          <ActionForm action={skip} button="Skip the next lesson" isQuiet>
            {id}
            <input type="hidden" name="lessonId" value={nextLesson.id} />
            <p className="mb-2 text-sm text-muted">Next: {nextLesson.subject}</p>
          </ActionForm>
        )}
      </div>
    </section>
  );
}
