import { ArrowUpRight } from "lucide-react";
import type { BookSettings } from "@/lib/book/settings";

type Props = { book: Pick<BookSettings, "buy">; isQuiet?: boolean };

/** Where the book is sold; the arrow says that it leads away. A shop without an address is absent. */
export function BuyLinks({ book, isQuiet = false }: Props) {
  if (!book.buy.amazon) return null;
  return (
    <a className={`button ${isQuiet ? "button-quiet" : ""}`} href={book.buy.amazon} rel="noopener">
      Buy on Amazon
      <ArrowUpRight aria-hidden="true" size={18} />
    </a>
  );
}
