"use client";
import { ActionForm } from "@/app/_components/action-form";
import type { ActionState } from "@/app/_http/author-action";
import { saveSettings } from "@/app/(author)/author/settings/actions";
import { ChoiceField, RowsField, TextField } from "@/app/(author)/author/settings/fields";
import type { BookFile } from "@/lib/book/settings";

type Props = {
  settings: BookFile;
  version: string;
  chapters: { slug: string; title: string }[];
};

/** All of book.yml. */
export function SettingsForm({ settings, version, chapters }: Props) {
  return (
    <ActionForm action={saveSettings} button="Save settings" className="grid gap-8">
      {(state) => (
        <>
          <input type="hidden" name="base" value={version} />
          <TheBook settings={settings} state={state} />
          <Chapters settings={settings} state={state} chapters={chapters} />
          <Selling settings={settings} state={state} />
          <Letters settings={settings} state={state} />
        </>
      )}
    </ActionForm>
  );
}

type Group = { settings: BookFile; state: ActionState };

function TheBook({ settings, state }: Group) {
  const { title, subtitle, description, author, language, cover } = settings;
  return (
    <section className="grid gap-4" aria-labelledby="the-book">
      <h2 id="the-book" className="text-lg">
        The book
      </h2>
      <TextField name="title" label="Title" value={title} state={state} required />
      <TextField name="subtitle" label="Subtitle" value={subtitle} state={state} />
      <TextField
        name="description"
        label="Description"
        value={description}
        rows={8}
        state={state}
        hint="The pitch on the landing page. An empty line begins a paragraph."
      />
      <TextField name="author.name" label="Author" value={author?.name} state={state} />
      <TextField
        name="author.url"
        label="Author's page"
        value={author?.url}
        state={state}
        type="url"
      />
      <TextField
        name="author.bio"
        label="About the author"
        value={author?.bio}
        rows={3}
        state={state}
      />
      <TextField
        name="language"
        label="Language"
        value={language}
        state={state}
        hint="For example en or pt-BR."
      />
      <TextField
        name="cover"
        label="Cover"
        value={cover}
        state={state}
        hint="The name of an uploaded image, for example images/cover.svg."
      />
    </section>
  );
}

function Chapters({ settings, state, chapters }: Group & Pick<Props, "chapters">) {
  const options = chapters.map(({ slug, title }) => ({ value: slug, label: title }));
  const named = [
    ["openingChapter", "Chapter that opens the landing page"],
    ["extraChapter", "Chapter that is mailed to confirmed signups"],
    ["glossary", "Glossary"],
  ] as const;
  return (
    <section className="grid gap-4" aria-labelledby="named-chapters">
      <h2 id="named-chapters" className="text-lg">
        Chapters with a task
      </h2>
      {named.map(([name, label]) => (
        <ChoiceField
          key={name}
          name={name}
          label={label}
          value={settings[name]}
          options={options}
          state={state}
        />
      ))}
    </section>
  );
}

function Selling({ settings, state }: Group) {
  const { price, refundDays, buy, benefits, testimonials, faq } = settings;
  const shops = Object.entries(buy).map(([shop, address]) => ({ shop, address }));
  return (
    <section className="grid gap-4" aria-labelledby="selling">
      <h2 id="selling" className="text-lg">
        On the landing page
      </h2>
      <div className="settings-row">
        <TextField
          name="price.amount"
          label="Price"
          value={price?.amount}
          state={state}
          type="number"
        />
        <TextField
          name="price.currency"
          label="Currency"
          value={price?.currency}
          state={state}
          hint="For example EUR."
        />
        <TextField
          name="refundDays"
          label="Days to give it back"
          value={refundDays}
          state={state}
          type="number"
        />
      </div>
      <RowsField
        name="buy"
        title="Shops"
        columns={[
          { name: "shop", label: "Shop" },
          { name: "address", label: "Address" },
        ]}
        values={shops}
        state={state}
      />
      <RowsField
        name="benefits"
        title="What readers will be able to do"
        columns={[{ name: "", label: "Benefit" }]}
        values={benefits.map((benefit) => ({ "": benefit }))}
        state={state}
      />
      <RowsField
        name="testimonials"
        title="Quotes"
        columns={[
          { name: "quote", label: "Quote", rows: 2 },
          { name: "name", label: "Name" },
          { name: "role", label: "Role" },
        ]}
        values={testimonials}
        state={state}
      />
      <RowsField
        name="faq"
        title="Questions and answers"
        columns={[
          { name: "question", label: "Question" },
          { name: "answer", label: "Answer", rows: 3 },
        ]}
        values={faq}
        state={state}
      />
    </section>
  );
}

function Letters({ settings, state }: Group) {
  const { course, timezone, replyTo, postalAddress } = settings;
  return (
    <section className="grid gap-4" aria-labelledby="letters">
      <h2 id="letters" className="text-lg">
        Letters
      </h2>
      <TextField
        name="course.title"
        label="Name of the mail course"
        value={course?.title}
        state={state}
      />
      <TextField
        name="timezone"
        label="Your time zone"
        value={timezone}
        state={state}
        hint="For example Europe/Berlin. Schedules go by it, and lessons of readers whose own zone is unknown."
      />
      <TextField
        name="replyTo"
        label="Address that answers go to"
        value={replyTo}
        state={state}
        type="email"
        hint="A person should read it."
      />
      <TextField
        name="postalAddress"
        label="Postal address"
        value={postalAddress}
        state={state}
        hint="Stands at the end of letters; the law of many countries asks for it."
      />
    </section>
  );
}
