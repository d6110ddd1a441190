import type { SearchAnswer } from "@/lib/access/search";

type Chapter = SearchAnswer["chapters"][number];
type Hit = Chapter["hits"][number];
type Props = { words: string; answer: SearchAnswer; glossary: string | undefined };

/** Grouped by chapter; each hit leads to its section and, where the browser can, marks the word there. */
export function SearchResults({ words, answer, glossary }: Props) {
  const { chapters } = answer;
  if (chapters.length === 0)
    return <NothingFound words={words} answer={answer} glossary={glossary} />;
  return (
    <>
      <p role="status" className="mt-8 text-muted">
        “{words}” is in {chapters.length === 1 ? "one chapter" : `${chapters.length} chapters`}.
      </p>
      <ol className="mt-4">
        {chapters.map((chapter) => (
          <li key={chapter.slug} className="border-t border-hairline py-6">
            <h2 className="text-[1.3125rem]">
              <a className="underline-offset-4 hover:underline" href={`/chapters/${chapter.slug}`}>
                {chapter.title}
              </a>
            </h2>
            <p className="mt-1 text-[0.9375rem] text-muted">{chapter.description}</p>
            <Hits chapter={chapter} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Hits({ chapter }: { chapter: Chapter }) {
  if (chapter.hits.length === 0) return null;
  return (
    <ul className="mt-4 grid gap-4">
      {chapter.hits.map((hit) => (
        <li key={hit.anchor || hit.heading} className="border-l-2 border-hairline pl-4">
          <a className="link font-medium" href={addressOf(chapter.slug, hit)}>
            {hit.heading || chapter.title}
          </a>
          {hit.snippet.length > 0 && (
            <p className="mt-1 font-serif text-[1.0625rem] leading-relaxed">
              <Snippet parts={hit.snippet} />
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Snippet({ parts }: { parts: Hit["snippet"] }) {
  return parts.map((part, index) =>
    part.isMatch ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one snippet never move
      <mark key={index} className="rounded-[3px] bg-amber px-0.5 text-ink">
        {part.text}
      </mark>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one snippet never move
      <span key={index}>{part.text}</span>
    ),
  );
}

/** A text fragment marks the word on arrival: https://wicg.github.io/scroll-to-text-fragment/ */
function addressOf(slug: string, { anchor, snippet }: Hit): string {
  const match = snippet.find((part) => part.isMatch)?.text;
  const fragment = match ? `:~:text=${encodeURIComponent(match).replaceAll("-", "%2D")}` : "";
  return anchor || fragment ? `/chapters/${slug}#${anchor}${fragment}` : `/chapters/${slug}`;
}

function NothingFound({ words, answer: { suggestions }, glossary }: Props) {
  return (
    <div className="mt-8">
      <p role="status">Nothing that is open to you has “{words}” in it.</p>
      {suggestions.length > 0 && (
        <>
          <h2 className="mt-8 text-[1.3125rem]">Did you mean</h2>
          <ul className="mt-3 grid gap-2">
            {suggestions.map(({ slug, anchor, title }) => (
              <li key={`${slug}#${anchor}`}>
                <a className="link" href={`/chapters/${slug}${anchor && `#${anchor}`}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="mt-8 text-muted">
        Look through the{" "}
        <a className="link" href="/contents">
          contents
        </a>
        {glossary && (
          <>
            {" "}
            or the{" "}
            <a className="link" href={`/chapters/${glossary}`}>
              glossary
            </a>
          </>
        )}
        .
      </p>
    </div>
  );
}
