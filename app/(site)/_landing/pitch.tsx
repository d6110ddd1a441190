import type { BookSettings } from "@/lib/book/settings";

/** The description in the author's own paragraphs: the first one calls, the others tell. */
export function Pitch({ book }: { book: BookSettings }) {
  const [call, ...paragraphs] = (book.description ?? "").split(/\n+/).filter(Boolean);
  if (!call) return null;
  if (paragraphs.length === 0) {
    return (
      <section className="band pitch">
        <p className="pitch-lead">{call}</p>
      </section>
    );
  }
  return (
    <section className="band split pitch" aria-labelledby="pitch">
      <h2 id="pitch" className="pitch-lead">
        {call}
      </h2>
      <div className="pitch-text">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
    </section>
  );
}
