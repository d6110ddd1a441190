import type { ListedVersion } from "@/lib/author/chapters/list-versions";

type Props = {
  slug: string;
  timezone: string;
  versions: ListedVersion[];
  hasMore: boolean;
  shown: number | undefined;
};

const DOORS: Record<ListedVersion["door"], string> = {
  web: "here",
  api: "through the API",
  cli: "from a folder",
  import: "by an import",
};

export function VersionList({ slug, timezone, versions, hasMore, shown }: Props) {
  const format = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "medium",
    timeZone: timezone,
  });
  const oldest = versions.at(-1)?.number;
  return (
    <>
      <ol className="grid">
        {versions.map(({ number, author, door, note, createdAt, isPublished }) => (
          <li key={number} className="flex flex-wrap gap-x-4 gap-y-1 border-b border-hairline py-2">
            <a
              className="link tabular-nums"
              href={`/author/chapters/${slug}/history?version=${number}`}
              aria-current={number === shown || undefined}
            >
              Version {number}
            </a>
            <span className="tabular-nums">{format.format(createdAt)}</span>
            <span className="text-muted">
              {author.replace(/^\w+:/, "")}, {DOORS[door]}
            </span>
            {note && <span>“{note}”</span>}
            {isPublished && <span>● Live</span>}
          </li>
        ))}
      </ol>
      {hasMore && oldest && (
        <p className="mt-4">
          <a className="link" href={`/author/chapters/${slug}/history?before=${oldest}`}>
            Older versions
          </a>
        </p>
      )}
    </>
  );
}
