/** Before anything was published: one sentence for visitors, one way in for the author. */
export function EmptyBook({ title, subtitle }: { title: string; subtitle: string | undefined }) {
  return (
    <section className="narrow-page empty-book">
      <h1 className="text-[2.07rem]">{title}</h1>
      {subtitle && <p className="hero-subtitle">{subtitle}</p>}
      <p className="mt-8 font-serif text-xl">No chapters yet</p>
      <p className="mt-2 text-muted">
        The first one appears here as soon as its author publishes it.
      </p>
      <a className="button button-quiet mt-6" href="/login">
        Sign in as the author
      </a>
    </section>
  );
}
