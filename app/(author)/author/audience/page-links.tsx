import { audienceHref } from "@/app/(author)/author/audience/filter-query";

type Props = { older?: string; newer?: string; query: string };

/** The pages around this one; absent where there is none. */
export function PageLinks({ older, newer, query }: Props) {
  if (!older && !newer) return null;
  return (
    <nav aria-label="Pages" className="audience-buttons mt-4">
      {newer && (
        <a className="button button-quiet" href={hrefOf(query, { before: newer })}>
          Previous page
        </a>
      )}
      {older && (
        <a className="button button-quiet" href={hrefOf(query, { after: older })}>
          Next page
        </a>
      )}
    </nav>
  );
}

const hrefOf = (query: string, place: Record<string, string>) =>
  audienceHref([query, new URLSearchParams(place)].filter(String).join("&"));
