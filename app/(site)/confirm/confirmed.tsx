import type { ComponentProps } from "react";
import { FormPage } from "@/app/_components/form-page";
import { courseSentence } from "@/app/(site)/confirm/course-sentence";
import type { Confirmation } from "@/lib/signups/find-confirmation";

type Props = Omit<ComponentProps<typeof FormPage>, "title" | "children"> & Confirmation;

/** What is open now, by title. */
export function Confirmed({ book, isSignedIn, chapter, extra, courseLength }: Props) {
  const open = [chapter, ...(extra ? [extra] : [])];
  return (
    <FormPage
      book={book}
      isSignedIn={isSignedIn}
      title={extra ? "Thank you. Both are yours" : "Thank you. It is yours"}
    >
      <p className="mb-6 text-muted">
        {extra ? "Both chapters are" : "The chapter is"} open in this browser now.
        {extra && ` ${extra.title} is in your mail as well, to keep.`}{" "}
        {courseSentence(courseLength)}
      </p>
      <ul className="mb-8 grid gap-3">
        {open.map(({ slug, title }) => (
          <li key={slug}>
            <a
              className="card block font-serif text-[1.2rem] font-semibold underline-offset-4 hover:underline"
              href={`/chapters/${slug}`}
            >
              {title}
            </a>
          </li>
        ))}
      </ul>
      <p className="text-[0.9375rem] text-muted">
        On another device, use{" "}
        <a className="link" href="/login">
          your email address to log in
        </a>
        : both are in your library there.
      </p>
    </FormPage>
  );
}
