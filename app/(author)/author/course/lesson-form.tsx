"use client";
import { useState } from "react";
import "@/app/(author)/author/course/lesson-form.css";
import { ActionForm } from "@/app/_components/action-form";
import type { ActionState } from "@/app/_http/author-action";
import { LONGEST_SUBJECT, SUBJECT_SHOWN } from "@/app/(author)/author/course/inbox-limits";
import { TheirLesson } from "@/app/(author)/author/course/their-lesson";

type Values = Record<string, string | undefined>;
type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  values: Values;
  button: string;
};

/** After each answer the fields are made anew, from what was typed or from what is stored by now. */
export function LessonForm({ action, values, button }: Props) {
  return (
    <ActionForm action={action} button={button} className="lesson-form">
      {({ values: typed, errors, requestId }) => (
        <Fields key={requestId ?? "first"} values={typed ?? values} errors={errors ?? {}} />
      )}
    </ActionForm>
  );
}

type Filled = { values: Values; errors: Values };

function Fields({ values, errors }: Filled) {
  return (
    <>
      <input type="hidden" name="id" value={values.id} />
      <input type="hidden" name="base" value={values.base} />
      {values.theirMarkdown !== undefined && <TheirLesson values={values} />}
      <Subject first={values.subject ?? ""} error={errors.subject} />
      <div className="lesson-when">
        <Day first={values.day ?? ""} error={errors.day} />
        <label className="lesson-live">
          <input type="checkbox" name="isLive" defaultChecked={values.isLive === "on"} />
          <span>
            Live
            <span className="block text-sm text-muted">A draft is sent to nobody.</span>
          </span>
        </label>
      </div>
      <Text first={values.markdown ?? ""} error={errors.markdown} />
    </>
  );
}

type Field = { first: string; error: string | undefined };

function Subject({ first, error }: Field) {
  const [length, setLength] = useState([...first].length);
  return (
    <div>
      <label className="label" htmlFor="subject">
        Subject
      </label>
      <input
        id="subject"
        name="subject"
        className="field"
        maxLength={LONGEST_SUBJECT}
        defaultValue={first}
        onChange={({ target }) => setLength([...target.value].length)}
        aria-invalid={Boolean(error)}
        aria-describedby="subject-hint"
      />
      <p id="subject-hint" className="lesson-hint" data-is-error={Boolean(error)}>
        {error ??
          `${length} characters${length > SUBJECT_SHOWN ? `: inboxes cut it after about ${SUBJECT_SHOWN}` : `; inboxes show about ${SUBJECT_SHOWN}`}.`}
      </p>
    </div>
  );
}

function Day({ first, error }: Field) {
  return (
    <div>
      <label className="label" htmlFor="day">
        Day
      </label>
      <input
        id="day"
        name="day"
        inputMode="numeric"
        className="field"
        maxLength={3}
        defaultValue={first}
        aria-invalid={Boolean(error)}
        aria-describedby="day-hint"
      />
      <p id="day-hint" className="lesson-hint" data-is-error={Boolean(error)}>
        {error ?? "Days after confirming. It leaves at eight in the morning where its reader is."}
      </p>
    </div>
  );
}

function Text({ first, error }: Field) {
  return (
    <div>
      <label className="label" htmlFor="markdown">
        Text, in Markdown
      </label>
      <textarea
        id="markdown"
        name="markdown"
        className="field lesson-text"
        defaultValue={first}
        aria-invalid={Boolean(error)}
        aria-describedby="markdown-hint"
      />
      <p id="markdown-hint" className="lesson-hint" data-is-error={Boolean(error)}>
        {error ?? (
          <>
            As in chapters; a link to <code>/chapters/SLUG</code> becomes a whole address. From a
            line <code>&lt;!-- offer --&gt;</code> on, it is for those without the book. Pictures
            arrive as their description.
          </>
        )}
      </p>
    </div>
  );
}
