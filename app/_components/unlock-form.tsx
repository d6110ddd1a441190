import { FormMessage } from "@/app/_components/form-message";
import { UnlockFields } from "@/app/_components/unlock-fields";
import type { FormMemory } from "@/app/_http/form-memory";
import { CONSENT_WORDING } from "@/lib/signups/consent-wording";

type Props = {
  chapter: string;
  /** The public address that shows what becomes of it. */
  page: string;
  form?: FormMemory;
};

/** A plain form that works without a script; the sentence below it is the one that the consent keeps. */
export function UnlockForm({ chapter, page, form }: Props) {
  return (
    <UnlockFields
      chapter={chapter}
      page={page}
      email={form?.values.email ?? ""}
      hasProblem={form?.problem !== undefined}
      privacy={CONSENT_WORDING.text}
    >
      <FormMessage problem={form?.problem} notice={form?.notice} requestId={form?.requestId} />
    </UnlockFields>
  );
}
