"use client";
import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { FormMessage } from "@/app/_components/form-message";
import { SubmitButton } from "@/app/_components/submit-button";
import type { ActionState } from "@/app/_http/author-action";

type Props = {
  /** A server action; without a script the form posts to the same one. */
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  button: string;
  isQuiet?: boolean;
  className?: string;
  /** Fields; a function gets what the last answer said, to show values and errors again. */
  children?: ReactNode | ((state: ActionState) => ReactNode);
};

/** A form of the workshop: its answer stands above it, what was typed stays when it was refused. */
export function ActionForm({ action, button, isQuiet, className, children }: Props) {
  const [state, send, isSending] = useActionState(action, {});
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (state.problem) top.current?.focus();
  }, [state]);
  return (
    <form action={send} className={className}>
      <div ref={top} tabIndex={-1} className="basis-full empty:hidden">
        <FormMessage {...state} />
      </div>
      {typeof children === "function" ? children(state) : children}
      <SubmitButton isSending={isSending} isQuiet={isQuiet}>
        {button}
      </SubmitButton>
    </form>
  );
}
