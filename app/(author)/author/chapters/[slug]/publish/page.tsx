import { notFound, redirect } from "next/navigation";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { HeadChanges } from "@/app/(author)/author/_frame/head-changes";
import { WordDiff } from "@/app/(author)/author/_frame/word-diff";
import { READER_NAMES } from "@/app/(author)/author/chapters/[slug]/_editor/reader-names";
import { PublishForms } from "@/app/(author)/author/chapters/[slug]/publish/publish-forms";
import { preparePublish } from "@/lib/author/chapters/prepare-publish";
import { READERS } from "@/lib/author/chapters/preview-chapter";
import { hasRight } from "@/lib/readers/actor";

type Props = { params: Promise<{ slug: string }> };

export const generateMetadata = () => privateMetadata("Publish");

/** The sheet before publishing: what changed, who will read it, what to look at, and the one button. */
export default async function PublishPage({ params }: Props) {
  const { slug } = await params;
  const actor = await currentAuthor(`/author/chapters/${slug}/publish`);
  const prepared = await preparePublish({ actor, slug });
  if (!prepared.ok) notFound();
  const { draft, live, findings } = prepared.value;
  if (draft.slug !== slug) redirect(`/author/chapters/${draft.slug}/publish`);
  const { timezone } = await cachedSettings();
  const stops = findings.filter(({ level }) => level === "stop");
  const { head, markdown } = draft.text;
  return (
    <>
      <p className="mb-2">
        <a className="link" href={`/author/chapters/${slug}`}>
          Back to writing
        </a>
      </p>
      <h1 className="mb-6 text-2xl">Publish {head.title}</h1>
      <div className="grid gap-8 lg:grid-cols-2">
        <div className="grid content-start gap-8">
          <section aria-labelledby="readers-title">
            <h2 id="readers-title" className="mb-2 text-lg">
              Who will be able to read it
            </h2>
            <p>{readersInWords(head)}</p>
            <ul className="mt-2 flex flex-wrap gap-4">
              {READERS.map((kind) => (
                <li key={kind}>
                  <a className="link" href={`/author/chapters/${slug}/preview?as=${kind}`}>
                    See it as {READER_NAMES[kind]}
                  </a>
                </li>
              ))}
            </ul>
          </section>
          <section aria-labelledby="findings-title">
            <h2 id="findings-title" className="mb-2 text-lg">
              What to look at
            </h2>
            {findings.length === 0 ? (
              <p>✓ Nothing: links, images, headings and code are sound.</p>
            ) : (
              <ul className="grid gap-2">
                {findings.map(({ level, line, message }) => (
                  <li key={`${line}${message}`}>
                    <strong className={level === "stop" ? "text-bad" : "text-warn"}>
                      {level === "stop" ? "■ Broken" : "▲ Advice"}
                    </strong>{" "}
                    <span className="text-muted tabular-nums">line {line}:</span> {message}
                  </li>
                ))}
              </ul>
            )}
          </section>
          <PublishForms
            slug={slug}
            version={draft.version}
            state={draft.state}
            isLive={live !== undefined}
            publishAt={draft.publishAt}
            timezone={timezone}
            isStopped={stops.length > 0}
            mayPublish={hasRight(actor, "publish")}
          />
        </div>
        <section aria-labelledby="changes-title">
          <h2 id="changes-title" className="mb-2 text-lg">
            What changed
          </h2>
          {live ? (
            <>
              <HeadChanges before={live.text.head} after={head} />
              <WordDiff
                label={`From what is live, version ${live.version}`}
                before={live.text.markdown}
                after={markdown}
              />
            </>
          ) : (
            <p className="text-muted">All of it: readers have not seen this chapter yet.</p>
          )}
        </section>
      </div>
    </>
  );
}

function readersInWords({ access, emailUnlock }: { access: string; emailUnlock: boolean }): string {
  if (access === "free") return "Everybody reads all of it.";
  return emailUnlock
    ? "Everybody reads the preview. Owners of the book, and whoever unlocks it with an address, read all of it."
    : "Everybody reads the preview. Only owners of the book read all of it.";
}
