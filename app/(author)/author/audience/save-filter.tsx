"use client";
import { ActionForm } from "@/app/_components/action-form";
import type { ActionState } from "@/app/_http/author-action";

type Props = {
  action: (state: ActionState, form: FormData) => Promise<ActionState>;
  /** The filter as it stands in the address. */
  query: string;
};

/** Gives the filter on the page a name; a refused one stays in the field. */
export function SaveFilter({ action, query }: Props) {
  return (
    <ActionForm action={action} button="Save" isQuiet className="audience-save">
      {({ errors, values }) => (
        <div>
          <label className="label" htmlFor="filter-name">
            Name
          </label>
          <input
            id="filter-name"
            name="name"
            required
            maxLength={80}
            className="field"
            autoComplete="off"
            aria-invalid={errors?.name ? true : undefined}
            aria-describedby={errors?.name ? "filter-name-error" : undefined}
            defaultValue={values?.name}
          />
          {errors?.name && (
            <p id="filter-name-error" className="text-sm text-bad">
              {errors.name}
            </p>
          )}
          <input type="hidden" name="filter" value={query} />
        </div>
      )}
    </ActionForm>
  );
}
