import type { ActionState } from "@/app/_http/author-action";

type Text = {
  name: string;
  label: string;
  value: string | number | undefined;
  state: ActionState;
  hint?: string;
  rows?: number;
  type?: string;
  required?: boolean;
};

/** One setting: what was typed stays, and what is wrong with it stands below it. */
export function TextField({ name, label, value, state, hint, rows, type, required }: Text) {
  const error = state.errors?.[name];
  const about = { id: name, name, required, "aria-invalid": error ? true : undefined };
  const given = { ...about, className: "field", defaultValue: state.values?.[name] ?? value ?? "" };
  const describedBy = error || hint ? `${name}-about` : undefined;
  return (
    <div>
      <label className="label" htmlFor={name}>
        {label}
      </label>
      {rows ? (
        <textarea {...given} rows={rows} aria-describedby={describedBy} />
      ) : (
        <input {...given} type={type} step="any" aria-describedby={describedBy} />
      )}
      {(error || hint) && (
        <p id={describedBy} className={`mt-1 text-sm ${error ? "text-bad" : "text-muted"}`}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}

type Choice = {
  name: string;
  label: string;
  value: string | undefined;
  state: ActionState;
  options: { value: string; label: string }[];
};

export function ChoiceField({ name, label, value, state, options }: Choice) {
  return (
    <div>
      <label className="label" htmlFor={name}>
        {label}
      </label>
      <select
        id={name}
        name={name}
        className="field"
        defaultValue={state.values?.[name] ?? value ?? ""}
      >
        <option value="">None</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

type Rows = {
  name: string;
  title: string;
  columns: { name: string; label: string; rows?: number }[];
  values: Record<string, string | undefined>[];
  state: ActionState;
};

/** A list with two empty rows at its end; a row left empty is taken out. */
export function RowsField({ name, title, columns, values, state }: Rows) {
  const shown = [...values, {}, {}].map((row: Record<string, string | undefined>, index) => ({
    row,
    index,
    key: `${index}:${Object.values(row).join()}`,
  }));
  return (
    <fieldset className="grid gap-3">
      <legend className="label">{title}</legend>
      {shown.map(({ row, index, key }) => (
        <div key={key} className="settings-row">
          {columns.map((column) => (
            <TextField
              key={column.name}
              name={column.name ? `${name}.${index}.${column.name}` : `${name}.${index}`}
              label={`${column.label} ${index + 1}`}
              value={row[column.name]}
              rows={column.rows}
              state={state}
            />
          ))}
        </div>
      ))}
    </fieldset>
  );
}
