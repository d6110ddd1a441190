import { randomUUID } from "node:crypto";
import { notFound } from "next/navigation";
import { FormMessage } from "@/app/_components/form-message";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { PICTURE_PROBLEMS } from "@/app/(author)/author/chapters/[slug]/picture/problems";
import { openDraft } from "@/lib/author/chapters/open-draft";

type Props = { params: Promise<{ slug: string }>; searchParams: PageQuery };

export const generateMetadata = () => privateMetadata("Add an image");

/** For whoever writes without a script: a file and the words for those who cannot see it. */
export default async function PicturePage({ params, searchParams }: Props) {
  const { slug } = await params;
  const { problem = "" } = await readQuery(searchParams);
  const actor = await currentAuthor(`/author/chapters/${slug}/picture`);
  const opened = await openDraft({ actor, slug });
  if (!opened.ok) notFound();
  return (
    <>
      <p className="mb-2">
        <a className="link" href={`/author/chapters/${slug}`}>
          Back to writing
        </a>
      </p>
      <h1 className="mb-6 text-2xl">An image for {opened.value.text.head.title}</h1>
      <FormMessage problem={PICTURE_PROBLEMS.get(problem)} />
      <form
        method="post"
        action={`/author/chapters/${slug}/picture/add`}
        encType="multipart/form-data"
        className="grid max-w-xl gap-4"
      >
        <input type="hidden" name="saveId" value={randomUUID()} />
        <label>
          <span className="label">File</span>
          <input type="file" name="file" accept="image/*" className="field" required />
        </label>
        <label>
          <span className="label">What it shows, for those who cannot see it</span>
          <textarea name="alt" className="field" rows={2} required maxLength={400} />
        </label>
        <label>
          <span className="label">Caption (optional)</span>
          <input name="caption" className="field" maxLength={300} />
        </label>
        <p className="text-muted">
          It goes to the end of the text that is saved; its line can be moved from there.
        </p>
        <p>
          <button type="submit" className="button">
            Put it in
          </button>
        </p>
      </form>
    </>
  );
}
