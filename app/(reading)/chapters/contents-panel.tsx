import { Lock } from "lucide-react";
import type { cachedOutline } from "@/app/_http/cached-book";
import type { ShownChapter } from "@/app/(reading)/chapters/chapter-view";
import { CONTENTS_PANEL } from "@/app/(reading)/chapters/panel-names";
import type { OutlineHeading } from "@/lib/book/outline";
import "@/app/(reading)/chapters/contents-panel.css";

type Outline = Awaited<ReturnType<typeof cachedOutline>>;
type Props = { outline: Outline; chapter: ShownChapter };

/** A column beside the text where there is room, else a panel that the bar opens; neither needs a script. */
export function ContentsPanel({ outline, chapter }: Props) {
  const parts = groupByPart(outline);
  return (
    <nav
      id={CONTENTS_PANEL}
      popover="auto"
      className="contents-panel screen-only"
      aria-label="Contents of the book"
    >
      {parts.map(({ part, chapters }) => (
        <div key={chapters[0]?.slug} className="contents-part">
          {part && <p className="eyebrow">{part}</p>}
          <ol>
            {chapters.map((each) => (
              <li key={each.slug}>
                <a
                  href={`/chapters/${each.slug}`}
                  aria-current={each.slug === chapter.slug ? "page" : undefined}
                >
                  <span className="contents-number">{each.number}</span>
                  <span>{each.title}</span>
                </a>
                {each.slug === chapter.slug && <OnThisPage chapter={chapter} />}
              </li>
            ))}
          </ol>
        </div>
      ))}
    </nav>
  );
}

function OnThisPage({ chapter }: { chapter: ShownChapter }) {
  const headings = chapter.headings.filter(({ depth }) => depth === 2);
  if (headings.length === 0) return null;
  const isLocked = (heading: OutlineHeading) => heading.locked && chapter.edition === "preview";
  return (
    <div className="on-this-page">
      <p className="sr-only">On this page</p>
      <ul>
        {headings.map((heading) => (
          <li key={heading.anchor}>
            <a
              href={isLocked(heading) ? "#unlock" : `#${heading.anchor}`}
              data-anchor={heading.anchor}
            >
              {isLocked(heading) ? <LockedTitle title={heading.title} /> : heading.title}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The sign stays with the last word, never alone on a line. */
function LockedTitle({ title }: { title: string }) {
  const words = title.split(" ");
  const last = words.pop();
  return (
    <>
      {words.join(" ")}{" "}
      <span className="whitespace-nowrap">
        {last}
        <LockMark />
      </span>
    </>
  );
}

const LockMark = () => (
  <span className="lock-mark">
    <Lock aria-hidden="true" size={12} />
    <span className="sr-only"> (locked)</span>
  </span>
);

function groupByPart(outline: Outline): { part: string | null; chapters: Outline }[] {
  const groups: { part: string | null; chapters: Outline }[] = [];
  for (const chapter of outline) {
    const last = groups.at(-1);
    if (last && last.part === chapter.part) last.chapters.push(chapter);
    else groups.push({ part: chapter.part, chapters: [chapter] });
  }
  return groups;
}
