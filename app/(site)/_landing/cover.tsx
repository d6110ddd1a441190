import { StoredHtml } from "@/app/_components/stored-html";
import { Tilt } from "@/app/(site)/_landing/tilt";
import type { Cover } from "@/lib/book/settings";

type Props = { cover: Cover; title: string };

/** The book as an object: front, pages and back in space. It follows a pointer by a few degrees. */
export function BookCover({ cover, title }: Props) {
  return (
    <Tilt>
      <div className="cover" style={{ aspectRatio: `${cover.width} / ${cover.height}` }}>
        <span aria-hidden="true" className="cover-back" />
        <span aria-hidden="true" className="cover-pages" />
        <CoverFront cover={cover} title={title} />
      </div>
    </Tilt>
  );
}

function CoverFront({ cover, title }: Props) {
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
