"use client";
import { useActionState } from "react";
import { FormMessage } from "@/app/_components/form-message";
import type { ActionState } from "@/app/_http/author-action";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  /** What the button says. */
  children: string;
  /** What it is about, for those who hear it without seeing its row. */
  about: string;
  /** Hidden fields. */
  fields: Record<string, string>;
};

/** A small button of a row that acts at once; its answer stands beside it. */
export function QuickForm({ action, children, about, fields }: Props) {
  const [state, send, isSending] = useActionState(action, {});
  return (
    <form action={send} className="quick-form">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="quick-button tap" aria-disabled={isSending || undefined}>
        {children}
        <span className="sr-only"> {about}</span>
      </button>
      <FormMessage {...state} />
    </form>
  );
}
