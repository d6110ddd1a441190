"use client";
import { ActionForm } from "@/app/_components/action-form";
import type { ActionState } from "@/app/_http/author-action";

type Props = { action: (state: ActionState, form: FormData) => Promise<ActionState> };

/** What an import needs to know besides the file itself, which a browser forgets when it was refused. */
export function UploadForm({ action }: Props) {
  return (
    <ActionForm action={action} button="Look at the list">
      {({ values }) => <UploadFields wording={values?.wording} proof={values?.proof} />}
    </ActionForm>
  );
}

function UploadFields({ wording, proof }: { wording?: string; proof?: string }) {
  return (
    <div className="mb-4 flex flex-col gap-4">
      <div>
        <label className="label" htmlFor="list">
          The list, as CSV (at most 5 MB and 20,000 lines)
        </label>
        <input
          id="list"
          name="list"
          type="file"
          required
          accept=".csv,.txt,text/csv,text/plain"
          className="field"
        />
      </div>
      <div>
        <label className="label" htmlFor="wording">
          What these people agreed to
        </label>
        <input
          id="wording"
          name="wording"
          required
          maxLength={500}
          className="field"
          defaultValue={wording}
          aria-describedby="wording-help"
        />
        <p id="wording-help" className="mt-1 text-sm text-muted">
          For example: letters about the book, and its mail course.
        </p>
      </div>
      <div>
        <label className="label" htmlFor="proof">
          Proof for lines that have none of their own (optional)
        </label>
        <textarea
          id="proof"
          name="proof"
          rows={3}
          maxLength={500}
          className="field"
          defaultValue={proof}
          aria-describedby="proof-help"
        />
        <p id="proof-help" className="mt-1 text-sm text-muted">
          Where, when and how they agreed, as you would tell somebody who asks: “Newsletter form on
          example.com, double opt-in, 2023 to 2025”. It is kept with each person. Lines without any
          proof are left out.
        </p>
      </div>
    </div>
  );
}
