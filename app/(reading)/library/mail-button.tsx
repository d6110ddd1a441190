import type { ReactNode } from "react";
import { PostForm } from "@/app/_components/post-form";
import type { CourseWish } from "@/app/api/forms/course/wishes";

type Props = { wish: CourseWish; label: string; isQuiet?: boolean; children?: ReactNode };

/** A plain form of one button; `children` are the fields that its wish needs besides. */
export function MailButton({ wish, label, isQuiet, children }: Props) {
  return (
    <PostForm action="/api/forms/course" button={label} isQuiet={isQuiet}>
      <input type="hidden" name="do" value={wish} />
      {children}
    </PostForm>
  );
}
