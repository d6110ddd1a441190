"use client";
import { ActionForm } from "@/app/_components/action-form";
import type { ActionState } from "@/app/_http/author-action";
import { WordDiff } from "@/app/(author)/author/_frame/word-diff";
import { HeadFields } from "@/app/(author)/author/chapters/[slug]/_editor/head-fields";
import { saveDraft } from "@/app/(author)/author/chapters/[slug]/actions";
import type { ChapterHead, ChapterText } from "@/lib/author/chapters/chapter-text";

type Props = { text: ChapterText; version: number; slug: string; isLive: boolean };

/** Without a script: a text field, Save, and a preview on a page of its own. What was refused is still typed. */
export function PlainEditor({ text, version, slug, isLive }: Props) {
  return (
    <ActionForm action={saveDraft} button="Save" className="grid gap-4">
      {(state) => {
        const { theirs, base = String(version), markdown = text.markdown } = state.values ?? {};
        const head = headOf(state, text.head);
        return (
          <>
            <input type="hidden" name="chapter" value={slug} />
            <input type="hidden" name="base" value={base} />
            {theirs !== undefined && (
              <WordDiff label="From theirs to yours" before={theirs} after={markdown} />
            )}
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
                defaultValue={markdown}
              />
            </label>
            <HeadFields head={head} isLive={isLive} />
          </>
        );
      }}
    </ActionForm>
  );
}

function headOf({ values }: ActionState, stored: ChapterHead): ChapterHead {
  if (!values) return stored;
  const { title = "", slug = "", description, part, image, access, emailUnlock } = values;
  return {
    ...stored,
    ...{ title, slug, description, part, image },
    access: access === "free" ? "free" : "book",
    emailUnlock: emailUnlock === "on",
  };
}
