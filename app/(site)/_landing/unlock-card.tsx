import { BuyLinks } from "@/app/_components/buy-links";
import { FormMessage } from "@/app/_components/form-message";
import { UnlockForm } from "@/app/_components/unlock-form";
import type { Viewer } from "@/app/_http/current-viewer";
import { canBeUnlocked, findReadOn, type ShownChapter } from "@/app/(site)/_landing/opening";
import type { BookSettings } from "@/lib/book/settings";

type Props = {
  book: BookSettings;
  outline: ShownChapter[];
  opening: ShownChapter;
  viewer: Viewer | undefined;
};

/** Where the scene breaks off: the form, or the way on for whoever has opened a chapter. */
export function UnlockCard({ book, outline, opening, viewer }: Props) {
  const readOn = findReadOn(opening, outline, viewer);
  return (
    <div id="unlock" className="card unlock-card">
      {readOn ? (
        <ReadOn book={book} opening={opening} readOn={readOn} viewer={viewer} />
      ) : canBeUnlocked(opening) ? (
        <>
          <h2>Unlock your free chapter!</h2>
          <UnlockForm chapter={opening.slug} page="/" form={viewer?.form} />
        </>
      ) : (
        <>
          <h2>The rest of this chapter is in the book</h2>
          <div className="flex flex-wrap gap-3">
            <BuyLinks book={book} />
            <a className="button button-quiet" href={`/chapters/${opening.slug}`}>
              Read the opening
            </a>
          </div>
        </>
      )}
    </div>
  );
}

type ReadOnProps = Pick<Props, "book" | "opening" | "viewer"> & { readOn: ShownChapter };

function ReadOn({ book, opening, readOn, viewer }: ReadOnProps) {
  const isThis = readOn.slug === opening.slug;
  return (
    <>
      <h2>{isThis ? "This chapter is open to you" : "Your free chapter is open"}</h2>
      <FormMessage {...viewer?.form} />
      <p className="mb-4">
        {isThis
          ? "The scene goes on, and so can you."
          : `This browser has opened “${readOn.title}”. The rest of this one is in the book.`}
      </p>
      <div className="flex flex-wrap gap-3">
        <a className="button" href={`/chapters/${readOn.slug}`}>
          Read on
        </a>
        {!isThis && <BuyLinks book={book} isQuiet />}
      </div>
    </>
  );
}
