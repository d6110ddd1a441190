import { cachedSettings } from "@/app/_http/cached-book";
import { getConfig } from "@/lib/config";

/** One sentence, one address to share. */
export async function EmptyAudience() {
  const { openingChapter } = await cachedSettings();
  const path = openingChapter ? `/chapters/${openingChapter}` : "/";
  const url = `${getConfig().publicUrl}${path}`;
  return (
    <div className="card max-w-2xl">
      <p>
        Nobody yet. Share{" "}
        <a className="link break-all" href={path}>
          {url}
        </a>
        : each free chapter asks for an address.
      </p>
    </div>
  );
}
