"use client";
import { useActionState } from "react";
import { FormMessage } from "@/app/_components/form-message";
import { SubmitButton } from "@/app/_components/submit-button";
import { changeEditors } from "@/app/(author)/author/settings/actions";

type Props = { editors: { email: string; invitedBy: string; invitedAt: Date }[] };

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** Who may write beside the authors of AUTHOR_EMAILS. */
export function Editors({ editors }: Props) {
  const [state, send, isSending] = useActionState(changeEditors, {});
  return (
    <section className="mt-12 grid gap-4" aria-labelledby="editors-title">
      <h2 id="editors-title" className="text-lg">
        Editors
      </h2>
      <p className="text-muted">
        An editor writes and previews chapters. Publishing, the audience and these settings stay
        with you.
      </p>
      <div>
        <FormMessage {...state} />
      </div>
      {editors.length === 0 ? (
        <p>Nobody yet.</p>
      ) : (
        <ul className="grid gap-2">
          {editors.map(({ email, invitedBy, invitedAt }) => (
            <li key={email} className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <span>{email}</span>
              <span className="text-sm text-muted">
                invited by {invitedBy}, {day.format(invitedAt)}
              </span>
              <form action={send}>
                <input type="hidden" name="do" value="remove" />
                <input type="hidden" name="email" value={email} />
                <SubmitButton isSending={isSending} isQuiet>
                  {`Remove ${email}`}
                </SubmitButton>
              </form>
            </li>
          ))}
        </ul>
      )}
      <form action={send} className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="do" value="invite" />
        <label className="flex-1">
          <span className="label">Address of an editor</span>
          <input
            name="email"
            type="email"
            className="field"
            required
            defaultValue={state.values?.email ?? ""}
          />
        </label>
        <SubmitButton isSending={isSending}>Invite</SubmitButton>
      </form>
    </section>
  );
}
