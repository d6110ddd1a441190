import type { Metadata } from "next";
import "@/app/(author)/author/course/course.css";
import { notFound } from "next/navigation";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { clockIn } from "@/app/(author)/author/course/course-time";
import { EditEffect } from "@/app/(author)/author/course/edit-effect";
import { EmptyCourse } from "@/app/(author)/author/course/empty-course";
import { JoiningToday } from "@/app/(author)/author/course/joining-today";
import { LessonRow } from "@/app/(author)/author/course/lesson-row";
import { JustTakenOut, TakenOut } from "@/app/(author)/author/course/taken-out";
import { listCourse } from "@/lib/author/course/list-course";
import { countCourse } from "@/lib/desk/course/count-course";
import { simulateCourse } from "@/lib/signups/course/simulate-course";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Course");

const NOBODY = { had: 0, skipped: 0, waiting: 0 };

export default async function CoursePage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await currentAuthor("/author/course", "write");
  const { out, zone } = await readQuery(searchParams);
  const course = await listCourse({ actor });
  const counts = await countCourse({ actor });
  const joining = await simulateCourse({ actor, now: new Date(), zone });
  if (!course.ok || !counts.ok || !joining.ok) notFound();
  const { title, lessons, deleted, zone: own } = course.value;
  const { countedAt, inCourse, finished } = counts.value;
  return (
    <>
      <div className="course-head">
        <div>
          <h1 className="text-[1.44rem]">{title ?? "Course"}</h1>
          <p className="text-sm text-muted">
            {title
              ? "Its title stands in book.yml."
              : "Give it a title in book.yml: course, title."}
          </p>
        </div>
        {lessons.length > 0 && (
          <a className="button" href="/author/course/new">
            Write a lesson
          </a>
        )}
      </div>
      <JustTakenOut deleted={deleted} id={out} />
      {lessons.length === 0 ? (
        <EmptyCourse />
      ) : (
        <div className="course-columns">
          <div>
            <EditEffect
              inCourse={inCourse}
              finished={finished}
              countedAt={clockIn(countedAt, own)}
            />
            <ol className="course-line">
              {lessons.map((lesson, index) => (
                <LessonRow
                  key={lesson.id}
                  lesson={lesson}
                  count={counts.value.lessons[lesson.id] ?? NOBODY}
                  previous={lessons[index - 1]?.id}
                  next={lessons[index + 1]?.id}
                />
              ))}
            </ol>
          </div>
          <JoiningToday {...joining.value} />
        </div>
      )}
      <TakenOut deleted={deleted} zone={own} />
    </>
  );
}
