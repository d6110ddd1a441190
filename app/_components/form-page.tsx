import type { ComponentProps, ReactNode } from "react";
import { PageFrame } from "@/app/_components/page-frame";

type Props = {
  book: ComponentProps<typeof PageFrame>["book"];
  isSignedIn: boolean;
  title: string;
  children: ReactNode;
};

/** The page of one form: a heading, and in one narrow column what to do. */
export function FormPage({ book, isSignedIn, title, children }: Props) {
  return (
    <PageFrame book={book} isSignedIn={isSignedIn}>
      <div className="narrow-page">
        <h1 className="mb-4 text-[1.73rem] sm:text-[2.07rem]">{title}</h1>
        {children}
      </div>
    </PageFrame>
  );
}
