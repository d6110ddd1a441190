/** While nobody can say what a reader owns, they get what everybody may read, and a word why. */
export function AwayNotice({ slug }: { slug: string }) {
  return (
    <aside className="narrow-page pb-0" role="status">
      <p className="rounded-md border border-line bg-raised px-4 py-3 text-[0.9375rem]">
        Our database is away for a moment, so this page cannot see which chapters are yours. What
        you own is safe; until then, here is what everybody may read.{" "}
        <a className="link" href={`/chapters/${slug}`}>
          Look again
        </a>
      </p>
    </aside>
  );
}
