import type { ReactNode } from "react";
import { SiteFooter } from "@/app/_components/site-footer";
import { SiteHeader } from "@/app/_components/site-header";

type Props = {
  book: { title: string; author?: { name: string } };
  isSignedIn?: boolean;
  children: ReactNode;
};

/** Header, the one main region, footer. */
export function PageFrame({ book, isSignedIn, children }: Props) {
  return (
    <>
      <SiteHeader bookTitle={book.title} isSignedIn={isSignedIn} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <SiteFooter authorName={book.author?.name} />
    </>
  );
}
