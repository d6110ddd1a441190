import "@/app/_components/text-page.css";
import type { ComponentProps, ReactNode } from "react";
import { PageFrame } from "@/app/_components/page-frame";

type Props = {
  book: ComponentProps<typeof PageFrame>["book"];
  title: string;
  lead: string;
  children: ReactNode;
};

/** A short text for everybody, set like the book. */
export function TextPage({ book, title, lead, children }: Props) {
  return (
    <PageFrame book={book}>
      <article className="text-page">
        <h1>{title}</h1>
        <p className="lead">{lead}</p>
        {children}
      </article>
    </PageFrame>
  );
}
