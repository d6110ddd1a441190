import type { BookSettings } from "@/lib/book/settings";

export function Quotes({ testimonials }: Pick<BookSettings, "testimonials">) {
  if (testimonials.length === 0) return null;
  return (
    <section className="band" aria-labelledby="quotes">
      <h2 id="quotes" className="band-title">
        What is said of it
      </h2>
      <div className="quotes">
        {testimonials.map(({ quote, name, role }) => (
          <figure key={quote}>
            <blockquote>{quote}</blockquote>
            <figcaption>
              <span className="text-ink">{name}</span>
              {role && <>, {role}</>}
            </figcaption>
          </figure>
        ))}
      </div>
    </section>
  );
}
