import { BuyLinks } from "@/app/_components/buy-links";
import type { ShownChapter } from "@/app/(site)/_landing/opening";
import type { BookSettings } from "@/lib/book/settings";

type Props = { book: BookSettings; first: ShownChapter };

/** One quiet way on. */
export function FinalCall({ book, first }: Props) {
  return (
    <section className="final-call" aria-labelledby="final-call">
      <h2 id="final-call">
        Begin at the beginning.{first.access === "free" && " That much is free."}
      </h2>
      <div className="flex flex-wrap justify-center gap-3">
        <a className="button" href={`/chapters/${first.slug}`}>
          Read “{first.title}”
        </a>
        <BuyLinks book={book} isQuiet />
      </div>
    </section>
  );
}
