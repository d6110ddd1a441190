"use client";
import { type FormEvent, type ReactNode, useId, useState } from "react";
import { FormMessage } from "@/app/_components/form-message";
import { revealChapter } from "@/app/_components/reveal-chapter";
import { SubmitButton } from "@/app/_components/submit-button";
import { MAILED } from "@/app/_components/unlock-words";
import { ZoneField } from "@/app/_components/zone-field";

type Props = {
  chapter: string;
  page: string;
  email: string;
  hasProblem: boolean;
  privacy: string;
  /** What the server says about an earlier try. */
  children: ReactNode;
};

type Outcome =
  | { kind: "open"; chapter: string; anchor: string | null }
  | { kind: "mailed" | "closed" | "problem"; sentence: string; requestId?: string };

const OFFLINE =
  "The network did not carry it, so nothing was sent. Your address is still here: please press the button again.";

export function UnlockFields({ chapter, page, email, hasProblem, privacy, children }: Props) {
  const [isSending, setSending] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const fieldId = useId();
  const isWrong = outcome ? outcome.kind === "problem" : hasProblem;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isSending) return;
    setSending(true);
    const answered = await send(event.currentTarget);
    if (answered.kind === "open") await revealChapter(answered);
    else setOutcome(answered);
    setSending(false);
  }

  const said = outcome && outcome.kind !== "open" ? outcome : undefined;
  const message = said ? (
    <FormMessage
      problem={said.kind === "mailed" ? undefined : said.sentence}
      notice={said.kind === "mailed" ? said.sentence : undefined}
      requestId={said.requestId}
    />
  ) : (
    children
  );
  if (said?.kind === "closed") return message;
  return (
    <form method="post" action="/api/forms/unlock" onSubmit={submit}>
      {message}
      <input type="hidden" name="chapter" value={chapter} />
      <input type="hidden" name="page" value={page} />
      <ZoneField />
      <label className="label" htmlFor={fieldId}>
        Email
      </label>
      <div className="flex flex-wrap gap-3">
        <input
          id={fieldId}
          className="field flex-[1_1_14rem]"
          type="email"
          name="email"
          autoComplete="email"
          required
          maxLength={254}
          defaultValue={email}
          placeholder="you@example.com"
          aria-invalid={isWrong || undefined}
        />
        <SubmitButton isSending={isSending}>Send me the chapter</SubmitButton>
      </div>
      <p className="mt-3 text-sm text-muted">
        {privacy}{" "}
        <a className="link" href="/privacy">
          Privacy
        </a>
      </p>
    </form>
  );
}

async function send(form: HTMLFormElement): Promise<Outcome> {
  try {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form))
      if (typeof value === "string") body.set(name, value);
    const answer = await fetch(form.action, {
      method: "POST",
      body,
      headers: { accept: "application/json" },
      signal: AbortSignal.timeout(20_000),
    });
    return readOutcome(answer.status, await answer.json());
  } catch {
    return { kind: "problem", sentence: OFFLINE };
  }
}

type Body = { chapter?: string; anchor?: string | null; message?: string; requestId?: string };

function readOutcome(status: number, body: Body): Outcome {
  if (status === 200 && body.chapter)
    return { kind: "open", chapter: body.chapter, anchor: body.anchor ?? null };
  if (status === 202) return { kind: "mailed", sentence: MAILED };
  const sentence = body.message ?? "That's on us. Please press the button again.";
  return { kind: status === 409 ? "closed" : "problem", sentence, requestId: body.requestId };
}
