"use client";
import type { ComponentProps } from "react";
import { ActionForm } from "@/app/_components/action-form";
import { ScopeFields } from "@/app/(author)/author/tokens/scope-fields";
import type { ScopeChoice } from "@/app/(author)/author/tokens/scope-words";
import { tickedIn } from "@/app/(author)/author/tokens/ticked-in";

type Props = { action: ComponentProps<typeof ActionForm>["action"]; choices: ScopeChoice[] };

/** The code from the terminal, what it will be allowed, one button. */
export function AllowForm({ action, choices }: Props) {
  return (
    <ActionForm action={action} button="Allow">
      {({ values, errors }) => (
        <div className="mb-4 grid gap-4">
          <label>
            <span className="label">Code</span>
            <input
              name="code"
              className="field token-code"
              placeholder="BCDF-GHJK"
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              maxLength={20}
              required
              defaultValue={values?.code}
              aria-invalid={errors?.code ? true : undefined}
              aria-describedby={errors?.code ? "code-problem" : undefined}
            />
            {errors?.code && (
              <span id="code-problem" className="mt-1 block text-bad">
                {errors.code}
              </span>
            )}
          </label>
          <label>
            <span className="label">Name of the token</span>
            <input
              name="name"
              className="field"
              maxLength={80}
              required
              defaultValue={values?.name ?? "Command line"}
              aria-invalid={errors?.name ? true : undefined}
            />
          </label>
          <ScopeFields
            choices={choices}
            chosen={tickedIn(values, ["read", "write", "publish"])}
            problem={errors?.scopes}
          />
        </div>
      )}
    </ActionForm>
  );
}
