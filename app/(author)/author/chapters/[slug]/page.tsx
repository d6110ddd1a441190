import { notFound, redirect } from "next/navigation";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { Editor } from "@/app/(author)/author/chapters/[slug]/_editor/editor";
import { PlainEditor } from "@/app/(author)/author/chapters/[slug]/_editor/plain-editor";
import { openDraft } from "@/lib/author/chapters/open-draft";
import { nameOf } from "@/lib/readers/actor";
import "katex/dist/katex.min.css";
import "@/app/(reading)/chapters/prose.css";
import "@/app/(reading)/chapters/figures.css";
import "@/app/(reading)/chapters/notes.css";
import "@/app/(reading)/chapters/code.css";
import "@/app/(author)/author/chapters/[slug]/_editor/editor.css";

type Props = { params: Promise<{ slug: string }>; searchParams: PageQuery };

export const generateMetadata = () => privateMetadata("Write");

export default async function EditorPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { published, down, unscheduled, picture } = await readQuery(searchParams);
  const actor = await currentAuthor(`/author/chapters/${slug}`);
  const opened = await openDraft({ actor, slug });
  if (!opened.ok) notFound();
  const { id, text, version, savedAt, state } = opened.value;
  if (opened.value.slug !== slug) redirect(`/author/chapters/${opened.value.slug}`);
  const isLive = state === "live" || state === "changed";
  return (
    <>
      {isLive && Number(published) <= version && (
        <p role="status" className="editor-notice">
          Version {Number(published)} is live.{" "}
          <a className="link" href={`/chapters/${slug}`}>
            See it as readers do
          </a>
        </p>
      )}
      {!isLive && down && (
        <p role="status" className="editor-notice">
          It is taken down: readers get “not found”. Text, history and rights stay.
        </p>
      )}
      {state !== "scheduled" && unscheduled && (
        <p role="status" className="editor-notice">
          The schedule is taken back. Readers see what they saw before.
        </p>
      )}
      {picture && (
        <p role="status" className="editor-notice">
          The image is in the book and at the end of the text. Move its line to where it belongs.
        </p>
      )}
      <noscript>
        <h1 className="mb-4 text-xl">{text.head.title}</h1>
        <p className="mb-4 flex flex-wrap gap-4">
          <a className="link" href={`/author/chapters/${slug}/preview`}>
            Preview
          </a>
          <a className="link" href={`/author/chapters/${slug}/picture`}>
            Add an image
          </a>
          <a className="link" href={`/author/chapters/${slug}/history`}>
            History
          </a>
          <a className="link" href={`/author/chapters/${slug}/publish`}>
            Publish
          </a>
        </p>
        <PlainEditor text={text} version={version} slug={slug} isLive={isLive} />
      </noscript>
      <div className="needs-script">
        <Editor
          chapter={id}
          me={nameOf(actor)}
          text={text}
          version={version}
          savedAt={savedAt.toISOString()}
          slug={slug}
          isLive={isLive}
        />
      </div>
    </>
  );
}
