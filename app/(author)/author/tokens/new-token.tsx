"use client";
import type { ComponentProps } from "react";
import { ActionForm } from "@/app/_components/action-form";
import { CopyButton } from "@/app/(author)/author/_frame/copy-button";
import { ScopeFields } from "@/app/(author)/author/tokens/scope-fields";
import type { ScopeChoice } from "@/app/(author)/author/tokens/scope-words";
import { tickedIn } from "@/app/(author)/author/tokens/ticked-in";

type Props = { action: ComponentProps<typeof ActionForm>["action"]; choices: ScopeChoice[] };

/** After it was made, the token stands here once. */
export function NewToken({ action, choices }: Props) {
  return (
    <ActionForm action={action} button="Make token">
      {({ values, errors }) => {
        const typed = values?.token ? undefined : values;
        return (
          <div className="mb-4 grid gap-4">
            {values?.token && <Shown token={values.token} />}
            <label>
              <span className="label">Name</span>
              <input
                name="name"
                className="field"
                maxLength={80}
                required
                placeholder="Laptop at home"
                defaultValue={typed?.name}
                aria-invalid={errors?.name ? true : undefined}
                aria-describedby={errors?.name ? "name-problem" : undefined}
              />
              {errors?.name && (
                <span id="name-problem" className="text-bad">
                  {errors.name}
                </span>
              )}
            </label>
            <ScopeFields
              choices={choices}
              chosen={tickedIn(typed, ["read"])}
              problem={errors?.scopes}
            />
          </div>
        );
      }}
    </ActionForm>
  );
}

function Shown({ token }: { token: string }) {
  return (
    <div className="token-shown">
      <p>
        <strong>Copy it now.</strong> It is shown this once; we keep only its fingerprint.
      </p>
      <p className="token-secret">
        <code>{token}</code>
        <CopyButton text={token} what="token" />
      </p>
    </div>
  );
}
