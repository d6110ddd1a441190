import { notFound, redirect } from "next/navigation";
import { ActionForm } from "@/app/_components/action-form";
import { cachedSettings } from "@/app/_http/cached-book";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { HeadChanges } from "@/app/(author)/author/_frame/head-changes";
import { WordDiff } from "@/app/(author)/author/_frame/word-diff";
import { restore } from "@/app/(author)/author/chapters/[slug]/history/actions";
import { VersionList } from "@/app/(author)/author/chapters/[slug]/history/version-list";
import { listVersions, openVersion } from "@/lib/author/chapters/list-versions";
import { openDraft } from "@/lib/author/chapters/open-draft";

type Props = { params: Promise<{ slug: string }>; searchParams: PageQuery };

export const generateMetadata = () => privateMetadata("History");

/** Every save, the difference of any of them to the newest by words, and a way back. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { version, before } = await readQuery(searchParams);
  const actor = await currentAuthor(`/author/chapters/${slug}/history`);
  const opened = await openDraft({ actor, slug });
  if (opened.ok && opened.value.slug !== slug)
    redirect(`/author/chapters/${opened.value.slug}/history`);
  const listed = await listVersions({ actor, slug, before: Number(before) || undefined });
  if (!opened.ok || !listed.ok) notFound();
  const number = Number(version) || undefined;
  const old = number ? await openVersion({ actor, slug, number }) : undefined;
  const { text } = opened.value;
  const { timezone } = await cachedSettings();
  return (
    <>
      <p className="mb-2">
        <a className="link" href={`/author/chapters/${slug}`}>
          Back to writing
        </a>
      </p>
      <h1 className="mb-6 text-2xl">History of {text.head.title}</h1>
      {old?.ok && number && (
        <section className="card mb-8" aria-labelledby="difference-title">
          <h2 id="difference-title" className="mb-2 text-lg">
            From version {number} to the newest, version {opened.value.version}
          </h2>
          <HeadChanges before={old.value.head} after={text.head} />
          <WordDiff
            label={`From version ${number} to the newest`}
            before={old.value.markdown}
            after={text.markdown}
          />
          {number !== opened.value.version && (
            <ActionForm action={restore} button={`Make version ${number} the newest again`}>
              <input type="hidden" name="slug" value={slug} />
              <input type="hidden" name="number" value={number} />
            </ActionForm>
          )}
        </section>
      )}
      <VersionList slug={slug} timezone={timezone} shown={number} {...listed.value} />
    </>
  );
}
