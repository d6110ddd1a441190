"use client";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { SubmitButton } from "@/app/_components/submit-button";

type Props = { action: string; button: string; isQuiet?: boolean; children?: ReactNode };

/** Whoever stopped the page from loading may press again after this long. */
const GIVE_UP_MS = 8_000;

/** A plain form; with a script its button says that it was pressed, and a second press does nothing. */
export function PostForm({ action, button, isQuiet, children }: Props) {
  const [isSending, setSending] = useState(false);
  useEffect(() => {
    const reset = () => setSending(false);
    window.addEventListener("pageshow", reset);
    const timer = isSending ? setTimeout(reset, GIVE_UP_MS) : undefined;
    return () => {
      window.removeEventListener("pageshow", reset);
      clearTimeout(timer);
    };
  }, [isSending]);

  function send(event: FormEvent) {
    if (isSending) event.preventDefault();
    setSending(true);
  }

  return (
    <form method="post" action={action} onSubmit={send}>
      {children}
      <SubmitButton isSending={isSending} isQuiet={isQuiet}>
        {button}
      </SubmitButton>
    </form>
  );
}
