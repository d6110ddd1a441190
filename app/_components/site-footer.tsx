type Props = { authorName: string | undefined };

const LINKS = [
  ["/contents", "Contents"],
  ["/search", "Search"],
  ["/privacy", "Privacy"],
  ["/terms", "Terms"],
  ["/contact", "Contact"],
  ["/feed.xml", "Feed"],
] as const;

export function SiteFooter({ authorName }: Props) {
  return (
    <footer className="screen-only mt-auto border-t border-hairline">
      <div className="mx-auto flex max-w-[86rem] flex-wrap items-baseline justify-between gap-x-8 gap-y-3 px-4 py-8 text-sm text-muted">
        <p className="text-balance">
          Created by {authorName ?? "the author"} with{" "}
          <span role="img" aria-label="love">
            ❤️
          </span>
        </p>
        <nav
          aria-label="Footer"
          className="flex flex-wrap gap-x-5 gap-y-1 max-[29.99rem]:grid max-[29.99rem]:w-full max-[29.99rem]:grid-cols-3"
        >
          {LINKS.map(([href, words]) => (
            <a
              key={href}
              href={href}
              className="tap inline-flex items-center underline-offset-4 hover:underline"
            >
              {words}
            </a>
          ))}
        </nav>
      </div>
    </footer>
  );
}
