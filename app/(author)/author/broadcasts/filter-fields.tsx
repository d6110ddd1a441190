import { type ChapterName, COURSE_STATES } from "@/app/(author)/author/broadcasts/filter-words";

type Props = {
  values: Record<string, string | undefined>;
  chapters: ChapterName[];
  saved: { id: string; name: string }[];
};

/** The parts of a filter, each of which may stay open. */
export function FilterFields({ values, chapters, saved }: Props) {
  return (
    <fieldset className="broadcast-filter">
      <legend>Who gets it</legend>
      <p className="is-wide text-sm text-muted">
        Everybody who confirmed and has not left, unless you choose fewer people here.
      </p>
      {saved.length > 0 && (
        <Choice
          name="saved"
          label="A saved filter"
          isWide
          value={values.saved}
          options={[["", "None: use the fields below"], ...saved.map(asOption)]}
        />
      )}
      <Choice
        name="buyer"
        label="The book"
        value={values.buyer}
        options={[
          ["", "With or without the book"],
          ["yes", "Has the book"],
          ["no", "Without the book"],
        ]}
      />
      <Choice
        name="state"
        label="The course"
        value={values.state}
        options={[["", "Wherever they are"], ...Object.entries(COURSE_STATES).map(capitalised)]}
      />
      <Choice
        name="lessonsHow"
        label="Lessons they had"
        value={values.lessonsHow}
        options={[
          ["", "At least"],
          ["exactly", "Exactly"],
        ]}
      />
      <div>
        <label className="label" htmlFor="filter-lessons">
          Number of lessons
        </label>
        <input
          id="filter-lessons"
          name="lessons"
          type="number"
          min={0}
          max={999}
          inputMode="numeric"
          className="field"
          defaultValue={values.lessons ?? ""}
        />
      </div>
      <Choice
        name="chapter"
        label="The chapter they came for"
        value={values.chapter}
        options={[["", "Any chapter"], ...chapters.map(({ id, title }) => [id, title] as const)]}
      />
      <div>
        <label className="label" htmlFor="filter-address">
          Address begins with, or @ends with
        </label>
        <input
          id="filter-address"
          name="address"
          className="field"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          defaultValue={values.address ?? ""}
        />
      </div>
    </fieldset>
  );
}

type ChoiceProps = {
  name: string;
  label: string;
  value: string | undefined;
  isWide?: boolean;
  options: (readonly [value: string, words: string])[];
};

function Choice({ name, label, value = "", isWide, options }: ChoiceProps) {
  return (
    <div className={isWide ? "is-wide" : undefined}>
      <label className="label" htmlFor={`filter-${name}`}>
        {label}
      </label>
      <select id={`filter-${name}`} name={name} className="field" defaultValue={value}>
        {options.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

const asOption = ({ id, name }: { id: string; name: string }) => [id, name] as const;

const capitalised = ([key, words]: [string, string]) =>
  [key, words.charAt(0).toUpperCase() + words.slice(1)] as const;
