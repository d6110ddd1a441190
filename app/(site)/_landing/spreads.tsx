import { StoredHtml } from "@/app/_components/stored-html";
import "@/app/(reading)/chapters/prose.css";
import "@/app/(reading)/chapters/figures.css";
import "@/app/(reading)/chapters/notes.css";
import "@/app/(reading)/chapters/code.css";
import type { Spread } from "@/app/(site)/_landing/excerpts";

/** Pages as they are, from what everybody may read. */
export function Spreads({ spreads }: { spreads: Spread[] }) {
  if (spreads.length === 0) return null;
  return (
    <section className="band-sunk" aria-labelledby="spreads">
      <div className="band">
        <h2 id="spreads" className="band-title">
          A look inside
        </h2>
        <div className="spreads">
          {spreads.map(({ slug, title, number, html }) => (
            <figure key={slug} className="spread">
              <figcaption className="running-head">
                <span>Chapter {number}</span>
                <a className="tap" href={`/chapters/${slug}`}>
                  {title}
                </a>
              </figcaption>
              <StoredHtml html={html} className="prose" />
            </figure>
          ))}
        </div>
      </div>
    </section>
  );
}
