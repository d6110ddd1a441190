import { StoredHtml } from "@/app/_components/stored-html";
import { Tilt } from "@/app/(site)/_landing/tilt";
import type { BookSettings, Cover } from "@/lib/book/settings";

type Props = { book: Pick<BookSettings, "title" | "subtitle" | "author" | "coverPicture"> };

/** The book as an object: front, pages and back in space. It follows a pointer by a few degrees. */
export function BookCover({ book }: Props) {
  const { width, height } = book.coverPicture ?? { width: 2, height: 3 };
  return (
    <Tilt>
      <div className="cover" style={{ aspectRatio: `${width} / ${height}` }}>
        <span aria-hidden="true" className="cover-back" />
        <span aria-hidden="true" className="cover-pages" />
        {book.coverPicture ? (
          <CoverFront cover={book.coverPicture} title={book.title} />
        ) : (
          <TypesetFront book={book} />
        )}
      </div>
    </Tilt>
  );
}

function CoverFront({ cover, title }: { cover: Cover; title: string }) {
  if (cover.kind === "drawing") return <StoredHtml html={cover.svg} className="cover-front" />;
  const address = (width: number) => `/images/${cover.id}/${width}`;
  return (
    <div className="cover-front">
      {/* biome-ignore lint/performance/noImgElement: book images never pass through next/image */}
      <img
        src={address(cover.widths[0] ?? cover.width)}
        srcSet={cover.widths.map((width) => `${address(width)} ${width}w`).join(", ")}
        sizes="(min-width: 1024px) 22rem, 10rem"
        width={cover.width}
        height={cover.height}
        alt={`Cover of ${title}`}
        fetchPriority="high"
      />
    </div>
  );
}

/** Says nothing that the page's heading does not say already. */
function TypesetFront({ book }: Props) {
  return (
    <div aria-hidden="true" className="cover-front cover-typeset">
      <span>{book.title}</span>
      {book.subtitle && <span>{book.subtitle}</span>}
      {book.author && <span className="cover-author">{book.author.name}</span>}
    </div>
  );
}
