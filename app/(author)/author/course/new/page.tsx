import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import "@/app/(author)/author/course/course.css";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { save } from "@/app/(author)/author/course/actions";
import { LessonForm } from "@/app/(author)/author/course/lesson-form";
import { listCourse } from "@/lib/author/course/list-course";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("New lesson");

/** Its id is made here, so that pressing Save twice makes one lesson. It starts as a draft, two days after the last. */
export default async function NewLessonPage() {
  const actor = await currentAuthor("/author/course/new", "write");
  const course = await listCourse({ actor });
  if (!course.ok) notFound();
  const last = Math.max(-1, ...course.value.lessons.map(({ day }) => day));
  const values = { id: randomUUID(), base: "0", day: String(Math.min(365, last + 2)) };
  return (
    <div className="max-w-3xl">
      <p className="mb-2 text-sm">
        <a className="link tap" href="/author/course">
          Course
        </a>
      </p>
      <h1 className="mb-6 text-[1.44rem]">A new lesson</h1>
      <LessonForm action={save} values={values} button="Save the lesson" />
    </div>
  );
}
