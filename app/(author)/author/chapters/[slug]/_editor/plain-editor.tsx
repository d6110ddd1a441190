import { ActionForm } from "@/app/_components/action-form";
import { HeadFields } from "@/app/(author)/author/chapters/[slug]/_editor/head-fields";
import { saveDraft } from "@/app/(author)/author/chapters/[slug]/actions";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";

type Props = { text: ChapterText; version: number; isLive: boolean };

/** Without a script: a text field, Save, and a preview on a page of its own. */
export function PlainEditor({ text, version, isLive }: Props) {
  const { head, markdown } = text;
  return (
    <ActionForm action={saveDraft} button="Save" className="grid gap-4">
      <input type="hidden" name="chapter" value={head.slug} />
      <input type="hidden" name="base" value={version} />
      <label>
        <span className="label">Title</span>
        <input name="title" className="field" defaultValue={head.title} required />
      </label>
      <label>
        <span className="label">Text</span>
        <textarea
          name="markdown"
          className="field plain-source"
          rows={30}
          defaultValue={`\n${markdown}`}
        />
      </label>
      <HeadFields head={head} isLive={isLive} />
    </ActionForm>
  );
}
