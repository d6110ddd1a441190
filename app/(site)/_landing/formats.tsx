import { BuyLinks } from "@/app/_components/buy-links";
import { bookFigures } from "@/app/_components/reading-time";
import type { ShownChapter } from "@/app/(site)/_landing/opening";
import type { BookSettings } from "@/lib/book/settings";

type Props = { book: BookSettings; outline: ShownChapter[] };

/** Where and how the book can be read; a shop without an address is absent. */
export function Formats({ book, outline }: Props) {
  if (!book.buy.amazon) return null;
  const free = outline.filter(({ access }) => access === "free").length;
  return (
    <section className="band" aria-labelledby="formats">
      <h2 id="formats" className="band-title">
        Two ways to read it
      </h2>
      <div className="formats">
        <div>
          <h3>On the web, here</h3>
          <ul>
            <li>{free === 1 ? "One chapter" : `${free} chapters`} free, no address needed</li>
            <li>The opening of every other chapter</li>
            <li>One whole chapter of your choice for your address</li>
            <li>Light, sepia or dark, in the size you like</li>
          </ul>
          <a className="button button-quiet" href="/contents">
            See the contents
          </a>
        </div>
        <div>
          <h3>Paperback, on Amazon</h3>
          <ul>
            <li>All {bookFigures(outline).chapters}, nothing locked</li>
            <li>Paper, with margins for your own notes</li>
            <li>Sold and sent by Amazon, on its terms</li>
          </ul>
          <BuyLinks book={book} isQuiet />
          <p className="mt-2 text-sm text-muted">Leaves this site</p>
        </div>
      </div>
    </section>
  );
}
