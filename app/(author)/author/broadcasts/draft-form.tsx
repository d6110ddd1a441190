"use client";
import { ActionForm } from "@/app/_components/action-form";
import type { ActionState } from "@/app/_http/author-action";
import { FilterFields } from "@/app/(author)/author/broadcasts/filter-fields";
import type { ChapterName } from "@/app/(author)/author/broadcasts/filter-words";

type Values = Record<string, string | undefined>;

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  button: string;
  values: Values;
  chapters: ChapterName[];
  saved: { id: string; name: string }[];
};

/** Subject, text and people. After each answer the fields are made anew: a reset would put selects back to their first choice. */
export function DraftForm({ action, button, values, chapters, saved }: Props) {
  return (
    <ActionForm action={action} button={button}>
      {(state) => {
        const shown = state.values ? { ...values, ...state.values } : values;
        return (
          <div key={state.requestId ?? "first"} className="mb-5 flex flex-col gap-5">
            {shown.id && <input type="hidden" name="id" value={shown.id} />}
            {shown.version && <input type="hidden" name="version" value={shown.version} />}
            <TextFields values={shown} errors={state.errors ?? {}} />
            <FilterFields values={shown} chapters={chapters} saved={saved} />
          </div>
        );
      }}
    </ActionForm>
  );
}

function TextFields({ values, errors }: { values: Values; errors: Record<string, string> }) {
  return (
    <>
      {values.theirMarkdown !== undefined && <TheirText values={values} />}
      <div>
        <label className="label" htmlFor="subject">
          Subject
        </label>
        <input
          id="subject"
          name="subject"
          className="field"
          maxLength={200}
          defaultValue={values.subject ?? ""}
          aria-invalid={Boolean(errors.subject)}
          aria-describedby="subject-hint"
        />
        <p id="subject-hint" className="mt-1 text-sm text-muted">
          {errors.subject ?? "Phones show about 40 characters."}
        </p>
      </div>
      <div>
        <label className="label" htmlFor="markdown">
          Text, in Markdown
        </label>
        <textarea
          id="markdown"
          name="markdown"
          className="field broadcast-text"
          defaultValue={values.markdown ?? ""}
          aria-invalid={Boolean(errors.markdown)}
          aria-describedby="markdown-hint"
        />
        <p id="markdown-hint" className="mt-1 text-sm text-muted">
          {errors.markdown ??
            "As in chapters. Pictures arrive as their description; every letter ends with a link to leave."}
        </p>
      </div>
    </>
  );
}

/** What the other writer left, to copy from. */
function TheirText({ values }: { values: Values }) {
  return (
    <details className="broadcast-notice" data-tone="warn" open>
      <summary className="font-medium">The text that was saved meanwhile</summary>
      <p className="mt-2 text-sm">Subject: {values.theirSubject || "none"}</p>
      <textarea
        readOnly
        aria-label="The text that was saved meanwhile"
        className="field mt-2 min-h-40 font-mono text-sm"
        value={values.theirMarkdown}
      />
    </details>
  );
}
