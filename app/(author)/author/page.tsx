import { ActionForm } from "@/app/_components/action-form";
import { FormMessage } from "@/app/_components/form-message";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import "@/app/(author)/author/_chapters/chapters.css";
import { bringBack, startChapter } from "@/app/(author)/author/_chapters/actions";
import { ChapterTable } from "@/app/(author)/author/_chapters/chapter-table";
import { Checklist } from "@/app/(author)/author/_chapters/checklist";
import { listDeleted } from "@/lib/author/chapters/delete-chapter";
import { type ListedChapter, listChapters } from "@/lib/author/chapters/list-chapters";
import { hasRight } from "@/lib/readers/actor";

export const generateMetadata = () => privateMetadata("Chapters");

type Props = { searchParams: PageQuery };

export default async function ChaptersPage({ searchParams }: Props) {
  const { deleted: isDeleted, back } = await readQuery(searchParams);
  const actor = await currentAuthor("/author");
  const [listed, deleted, book] = await Promise.all([
    listChapters(actor),
    listDeleted(actor),
    cachedSettings(),
  ]);
  const chapters = listed.ok ? listed.value : [];
  const gone = deleted.ok ? deleted.value : [];
  const isAnyLive = chapters.some(({ publishedAt }) => publishedAt !== null);
  const inZone = formatIn(book.timezone);
  return (
    <>
      <div className="mb-6 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-2xl">Chapters</h1>
        <p className="flex flex-wrap gap-3">
          <a className="button" href="#new-chapter">
            New chapter
          </a>
          {hasRight(actor, "publish") && (
            <a className="button button-quiet" href="/author/import">
              Import a folder or a zip
            </a>
          )}
        </p>
      </div>
      {back && <FormMessage notice="It is back, as it was." />}
      {isDeleted && gone.length > 0 && (
        <FormMessage notice="Deleted. It can be brought back for 30 days, at the end of this page." />
      )}
      {!isAnyLive && (
        <Checklist
          hasTitle={book.title !== "Untitled book"}
          hasChapter={chapters.length > 0}
          hasLock={chapters.some(({ hasLock }) => hasLock)}
        />
      )}
      <section id="chapters" aria-label="All chapters">
        {chapters.length > 0 ? (
          <ChapterTable
            chapters={chapters.map((each) => rowOf(each, inZone))}
            mayPublish={hasRight(actor, "publish")}
          />
        ) : (
          <p className="text-muted">No chapters yet. Begin with a title.</p>
        )}
      </section>
      <section id="new-chapter" className="mt-8" aria-labelledby="new-title">
        <h2 id="new-title" className="mb-2 text-lg">
          A new chapter
        </h2>
        <ActionForm
          action={startChapter}
          button="Start writing"
          className="flex flex-wrap items-end gap-3"
        >
          <label className="flex-1">
            <span className="label">Title</span>
            <input name="title" className="field" required maxLength={200} />
          </label>
        </ActionForm>
      </section>
      {gone.length > 0 && (
        <section className="mt-8" aria-labelledby="deleted-title">
          <h2 id="deleted-title" className="mb-2 text-lg">
            Deleted in the last 30 days
          </h2>
          <ul className="grid gap-2">
            {gone.map(({ id, title, at }) => (
              <li key={id} className="flex flex-wrap items-center gap-3">
                <span>{title}</span>
                <span className="text-muted">{at && inZone(at)}</span>
                <ActionForm action={bringBack} button="Bring back" isQuiet>
                  <input type="hidden" name="id" value={id} />
                </ActionForm>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function rowOf(chapter: ListedChapter, inZone: (at: Date) => string) {
  const { updatedAt, publishAt, publishedAt: _, ...rest } = chapter;
  return { ...rest, updated: inZone(updatedAt), publishAt: publishAt && inZone(publishAt) };
}

function formatIn(timeZone: string) {
  const format = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone,
  });
  return (at: Date) => format.format(at);
}
