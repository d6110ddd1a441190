type Props = { firstFree: { slug: string; title: string } | undefined };

export function EmptyShelf({ firstFree }: Props) {
  return (
    <section className="card mb-10">
      <h2 className="mb-2 text-[1.44rem]">What I own</h2>
      <p className="mb-4 text-muted">
        Nothing here yet. The free chapter is a good evening's read.
      </p>
      {firstFree ? (
        <a className="button" href={`/chapters/${firstFree.slug}`}>
          Read {firstFree.title}
        </a>
      ) : (
        <a className="button" href="/contents">
          See the contents
        </a>
      )}
    </section>
  );
}
