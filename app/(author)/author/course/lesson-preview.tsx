import { notFound } from "next/navigation";
import { LetterPreview, readLook } from "@/app/(author)/author/_frame/letter-preview";
import "@/app/(author)/author/course/course.css";
import { currentAuthor } from "@/app/_http/current-author";
import { previewLesson } from "@/lib/author/course/preview-lesson";

type Props = { id: string; look: string | undefined; hasBook: boolean };

/** The letter as it will arrive, with the offer or, for those who have the book, without. */
export async function LessonPreview({ id, look, hasBook }: Props) {
  const home = `/author/course/${id}/preview`;
  const page = hasBook ? `${home}/owner` : home;
  const actor = await currentAuthor(page, "write");
  const mail = await previewLesson({ actor, id, hasBook });
  if (!mail.ok) notFound();
  return (
    <div className="max-w-3xl">
      <p className="mb-2 text-sm">
        <a className="link tap" href={`/author/course/${id}`}>
          Back to the lesson
        </a>
      </p>
      <h1 className="mb-2 text-[1.44rem]">As it will arrive</h1>
      <p className="mb-6 text-sm text-muted">
        {hasBook
          ? "For somebody who has the book: without the offer. "
          : "For somebody without the book. "}
        <a className="link tap" href={hasBook ? home : `${home}/owner`}>
          {hasBook ? "For somebody without it" : "For somebody who has it"}
        </a>
      </p>
      <LetterPreview
        mail={mail.value}
        look={readLook(look)}
        page={page}
        src={`/api/author/letters/lessons/${id}/${hasBook ? "owner" : "reader"}`}
      />
    </div>
  );
}
