import { ActionForm } from "@/app/_components/action-form";
import { invite, removeFromEditors } from "@/app/(author)/author/settings/actions";

type Props = { editors: { email: string; invitedBy: string; invitedAt: Date }[] };

const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" });

/** Who may write beside the authors of AUTHOR_EMAILS. */
export function Editors({ editors }: Props) {
  return (
    <section className="mt-12 grid gap-4" aria-labelledby="editors-title">
      <h2 id="editors-title" className="text-lg">
        Editors
      </h2>
      <p className="text-muted">
        An editor writes and previews chapters. Publishing, the audience and these settings stay
        with you.
      </p>
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
              <ActionForm action={removeFromEditors} button={`Remove ${email}`} isQuiet>
                <input type="hidden" name="email" value={email} />
              </ActionForm>
            </li>
          ))}
        </ul>
      )}
      <ActionForm action={invite} button="Invite" className="flex flex-wrap items-end gap-3">
        <label className="flex-1">
          <span className="label">Address of an editor</span>
          <input name="email" type="email" className="field" required />
        </label>
      </ActionForm>
    </section>
  );
}
