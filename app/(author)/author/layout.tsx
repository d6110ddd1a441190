import type { Metadata } from "next";
import type { ReactNode } from "react";
import { SectionLinks } from "@/app/(author)/author/_frame/section-links";
import "@/app/(author)/author/_frame/workshop.css";
import "@/app/(author)/author/_frame/word-diff.css";
import { AppearanceButton } from "@/app/_components/appearance-button";
import { PlainFrame } from "@/app/_components/plain-frame";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { SECTIONS } from "@/app/(author)/author/_frame/sections";
import { isAway } from "@/lib/desk/while-away";
import { hasRight } from "@/lib/readers/actor";

export const metadata: Metadata = { robots: { index: false } };

/** Calm and dense: the book's name, the rooms, and one main region. Each page asks again who is there. */
export default async function WorkshopLayout({ children }: { children: ReactNode }) {
  const actor = await currentAuthor("/author").catch(undefinedWhileAway);
  /** Nobody is known while the database is away. The page may have something to say to anybody all the same. */
  if (!actor)
    return (
      <PlainFrame>
        <div className="mx-auto max-w-[44rem] px-5 py-8">{children}</div>
      </PlainFrame>
    );
  const sections = SECTIONS.filter(({ right }) => hasRight(actor, right));
  const { title } = (await cachedSettings().catch(undefinedWhileAway)) ?? { title: "Home" };
  return (
    <div className="workshop">
      <header className="workshop-bar screen-only">
        <a className="skip-link" href="#main">
          Skip to the page
        </a>
        <a href="/" className="workshop-title tap">
          {title}
        </a>
        <nav aria-label="Workshop" className="workshop-nav">
          <SectionLinks
            sections={sections.map(({ href, name, holds }) => ({ href, name, holds }))}
          />
        </nav>
        <div className="workshop-me">
          <span className="workshop-address">{actor.email}</span>
          <AppearanceButton />
        </div>
      </header>
      <main id="main" tabIndex={-1} className="workshop-main">
        {children}
      </main>
    </div>
  );
}

function undefinedWhileAway(error: unknown): undefined {
  if (!isAway(error)) throw error;
}
