import { randomUUID } from "node:crypto";
import "@/app/(author)/author/course/lesson-row.css";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import "@/app/(author)/author/course/course.css";
import { ActionForm } from "@/app/_components/action-form";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { save, sendTest, takeOut } from "@/app/(author)/author/course/actions";
import { people } from "@/app/(author)/author/course/edit-effect";
import { LessonForm } from "@/app/(author)/author/course/lesson-form";
import { LessonState } from "@/app/(author)/author/course/lesson-state";
import { findLesson } from "@/lib/author/course/find-lesson";
import { countCourse } from "@/lib/desk/course/count-course";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Lesson");

export default async function LessonPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await currentAuthor(`/author/course/${id}`, "write");
  const found = await findLesson({ actor, id });
  const counts = await countCourse({ actor });
  if (!found.ok || !counts.ok) notFound();
  const { subject, day, isLive, markdown, version } = found.value;
  const live = isLive ? { isLive: "on" } : {};
  const values = { id, base: String(version), subject, day: String(day), markdown, ...live };
  const { had = 0, waiting = 0 } = counts.value.lessons[id] ?? {};
  return (
    <>
      <p className="mb-2 text-sm">
        <a className="link tap" href="/author/course">
          Course
        </a>
      </p>
      <div className="lesson-head mb-6">
        <h1 className="min-w-0 text-[1.44rem] break-words">{subject}</h1>
        <LessonState isLive={isLive} />
      </div>
      <div className="course-columns">
        <LessonForm action={save} values={values} button="Save" />
        <aside aria-label="This lesson" className="lesson-side">
          <section className="card">
            <h2 className="text-base">What an edit does</h2>
            <p className="mt-1 text-sm text-muted">
              {people(had)} had this lesson and keep the letter as it was. It is the next one for{" "}
              {people(waiting)}. {people(counts.value.inCourse)} in the course: each gets every
              lesson they have not had, in the order of the list. An edit changes only letters not
              yet written. Whoever finished gets nothing more.
            </p>
          </section>
          <LookAtIt id={id} email={actor.email} />
          <details className="text-sm">
            <summary className="tap text-muted">Take it out of the course</summary>
            <ActionForm action={takeOut} button="Take it out" isQuiet className="mt-3">
              <input type="hidden" name="id" value={id} />
              <p className="mb-2 text-muted">
                Nobody gets it any more. For thirty days it can be put back.
              </p>
            </ActionForm>
          </details>
        </aside>
      </div>
    </>
  );
}

function LookAtIt({ id, email }: { id: string; email: string }) {
  return (
    <section className="card flex flex-col items-start gap-3">
      <h2 className="text-base">Look at it</h2>
      <a className="button button-quiet" href={`/author/course/${id}/preview`}>
        Preview
      </a>
      <ActionForm action={sendTest} button="Send me a test" isQuiet>
        <input type="hidden" name="id" value={id} />
        <input type="hidden" name="press" value={randomUUID()} />
      </ActionForm>
      <p className="text-sm break-words text-muted">
        Both show what was saved last. The test goes to {email}.
      </p>
    </section>
  );
}
