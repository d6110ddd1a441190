import { ChapterList } from "@/app/_components/chapter-list";
import { chapterStandings } from "@/app/_components/chapter-standings";
import { PageFrame } from "@/app/_components/page-frame";
import { bookFigures } from "@/app/_components/reading-time";
import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import type { Viewer } from "@/app/_http/current-viewer";
import { publicMetadata } from "@/app/_http/public-metadata";
import "@/app/_components/chapter-list.css";

export async function contentsMetadata() {
  const { title } = await cachedSettings();
  const description = `All chapters of ${title}: what each is about, how long it takes, and which are free.`;
  return publicMetadata({ path: "/contents", title: "Contents", description });
}

export async function Contents({ viewer }: { viewer?: Viewer }) {
  const [settings, outline] = await Promise.all([cachedSettings(), cachedOutline()]);
  const { chapters, words, time } = bookFigures(outline);
  const standings = chapterStandings(outline, viewer);
  const opensWithAddress = [...standings.values()].includes("email");
  return (
    <PageFrame book={settings} isSignedIn={viewer?.isSignedIn}>
      <div className="contents-page">
        <h1 className="text-[2.07rem] md:text-[2.49rem]">Contents</h1>
        {outline.length > 0 ? (
          <>
            <p className="mt-2 text-muted">
              {chapters}, {words}, about {time} of reading.
              {opensWithAddress && " Your address opens one of those marked “With email”, whole."}
            </p>
            <ChapterList chapters={outline} standings={standings} level="h2" />
          </>
        ) : (
          <p className="mt-4">
            No chapters yet. The first one appears here when its author publishes it.
          </p>
        )}
      </div>
    </PageFrame>
  );
}
