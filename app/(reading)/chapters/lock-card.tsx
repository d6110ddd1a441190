import { Lock } from "lucide-react";
import { BuyLinks } from "@/app/_components/buy-links";
import { loginAddress } from "@/app/_components/login-address";
import { UnlockForm } from "@/app/_components/unlock-form";
import type { FormMemory } from "@/app/_http/form-memory";
import type { ShownChapter } from "@/app/(reading)/chapters/chapter-view";
import type { BookSettings } from "@/lib/book/settings";
import "@/app/(reading)/chapters/lock-card.css";

type Props = {
  chapter: ShownChapter;
  book: BookSettings;
  isSignedIn: boolean | undefined;
  form: FormMemory | undefined;
};

/** Where the preview ends: what follows, the free chapter's form where there is one, and the ways to buy. */
export function LockCard({ chapter, book, isSignedIn, form }: Props) {
  const offersForm = chapter.emailUnlock && !chapter.hasFreeChapter;
  const page = `/chapters/${chapter.slug}`;
  return (
    <section id="unlock" className="lock-card screen-only" aria-label="The rest of this chapter">
      <WhatFollows chapter={chapter} />
      {offersForm ? (
        <div className="lock-offer">
          <h2>Unlock your free chapter!</h2>
          <p className="lock-pitch">
            Read on at once, here in this browser. It costs nothing but an address.
          </p>
          <UnlockForm chapter={chapter.slug} page={page} form={form} />
        </div>
      ) : (
        <div className="lock-offer">
          <h2>Read on in the book</h2>
          <p className="lock-pitch">
            {chapter.hasFreeChapter
              ? "Your free chapter stays open in this browser. This one is in the book, with all the others."
              : "This chapter is in the book, with all the others."}
          </p>
        </div>
      )}
      <div className="lock-shop">
        <BuyLinks book={book} isQuiet={offersForm} />
        {!isSignedIn && (
          <p>
            Already have it?{" "}
            <a className="link" href={loginAddress(`${page}#${lastBlock(chapter.html)}`)}>
              Log in
            </a>
          </p>
        )}
      </div>
      <Quote book={book} />
    </section>
  );
}

/** The paragraph before the lock: who signs in here goes on there. */
const lastBlock = (html: string) => [...html.matchAll(/\sid="(b-\w+)"/g)].at(-1)?.[1] ?? "";

function WhatFollows({ chapter }: { chapter: ShownChapter }) {
  const titles = chapter.headings.filter(({ locked, depth }) => locked && depth === 2);
  return (
    <div className="lock-follows">
      <p className="lock-follows-title">
        <Lock aria-hidden="true" size={18} />
        The rest of this chapter is in the book
      </p>
      {titles.length > 0 && (
        <ul aria-label="What follows">
          {titles.map(({ anchor, title }) => (
            <li key={anchor}>{title}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

function Quote({ book }: { book: BookSettings }) {
  const [quote] = book.testimonials;
  if (!quote) return null;
  return (
    <figure className="lock-quote">
      <blockquote>{quote.quote}</blockquote>
      <figcaption>{[quote.name, quote.role].filter(Boolean).join(", ")}</figcaption>
    </figure>
  );
}
