import { notFound, redirect } from "next/navigation";
import { StoredHtml } from "@/app/_components/stored-html";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { READER_NAMES } from "@/app/(author)/author/chapters/[slug]/_editor/reader-names";
import { openDraft } from "@/lib/author/chapters/open-draft";
import { previewChapter, READERS } from "@/lib/author/chapters/preview-chapter";
import "katex/dist/katex.min.css";
import "@/app/(reading)/chapters/prose.css";
import "@/app/(reading)/chapters/figures.css";
import "@/app/(reading)/chapters/notes.css";
import "@/app/(reading)/chapters/code.css";
import "@/app/(author)/author/chapters/[slug]/_editor/editor.css";

type Props = { params: Promise<{ slug: string }>; searchParams: PageQuery };

export const generateMetadata = () => privateMetadata("Preview");

/** The newest version as one kind of reader would get it, on a page of its own. */
export default async function PreviewPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { as: wanted } = await readQuery(searchParams);
  const as = READERS.find((kind) => kind === wanted) ?? "visitor";
  const actor = await currentAuthor(`/author/chapters/${slug}/preview`);
  const draft = await openDraft({ actor, slug });
  if (!draft.ok) notFound();
  const { text, version } = draft.value;
  if (draft.value.slug !== slug) redirect(`/author/chapters/${draft.value.slug}/preview?as=${as}`);
  const preview = await previewChapter({ actor, text, as, now: new Date() });
  if (!preview.ok) notFound();
  return (
    <>
      <p className="mb-4 flex flex-wrap gap-4">
        <a className="link" href={`/author/chapters/${slug}`}>
          Back to writing
        </a>
        {READERS.map((kind) => (
          <a
            key={kind}
            className="link"
            href={`/author/chapters/${slug}/preview?as=${kind}`}
            aria-current={kind === as || undefined}
          >
            As {READER_NAMES[kind]}
          </a>
        ))}
      </p>
      <p className="mb-6 text-muted">
        Version {version}, as {READER_NAMES[as]} would get it.
      </p>
      <article className="preview-page">
        <h1 className="chapter-title">{text.head.title}</h1>
        <StoredHtml className="prose" html={preview.value.html} />
        {preview.value.edition === "preview" && (
          <p className="preview-end">Here the preview ends. The rest is behind the card.</p>
        )}
      </article>
    </>
  );
}
