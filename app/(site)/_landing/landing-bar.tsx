import { BuyLinks } from "@/app/_components/buy-links";
import type { BookSettings } from "@/lib/book/settings";

type Props = { book: BookSettings; action: { href: string; words: string } };

/** On a phone, the one action stays in reach once the form has left the screen. */
export function LandingBar({ book, action }: Props) {
  return (
    <div className="landing-bar screen-only">
      <a className="button" href={action.href}>
        {action.words}
      </a>
      <BuyLinks book={book} isQuiet />
    </div>
  );
}
