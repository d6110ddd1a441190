import type { LockedQuote } from "@/lib/access/locked-quotes";

/** Which words keep it from being sent. */
export function QuotesNotice({ quotes }: { quotes: LockedQuote[] }) {
  if (quotes.length === 0) return null;
  return (
    <div className="broadcast-notice" data-tone="bad">
      <p className="font-medium">It quotes text from behind a lock.</p>
      <ul className="my-2 list-disc pl-5">
        {quotes.map(({ title, words }) => (
          <li key={`${title} ${words}`}>
            “{words}” from <cite>{title}</cite>
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted">
        Not everybody who gets it may read that, so it cannot be sent. Take the quotation out, or
        choose people who have the book.
      </p>
    </div>
  );
}
