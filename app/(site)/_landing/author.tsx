import type { BookSettings } from "@/lib/book/settings";

export function Author({ author }: Pick<BookSettings, "author">) {
  if (!author) return null;
  return (
    <section className="band split" aria-labelledby="author">
      <h2 id="author" className="band-title">
        Written by{" "}
        {author.url ? (
          <a className="link" href={author.url} rel="noopener">
            {author.name}
          </a>
        ) : (
          author.name
        )}
      </h2>
      {author.bio && <p className="author-bio">{author.bio}</p>}
    </section>
  );
}
