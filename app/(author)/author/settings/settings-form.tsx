"use client";
import { ActionForm } from "@/app/_components/action-form";
import { saveSettings } from "@/app/(author)/author/settings/actions";
import { ChoiceField, TextField } from "@/app/(author)/author/settings/fields";
import { Letters } from "@/app/(author)/author/settings/letter-fields";
import { Selling } from "@/app/(author)/author/settings/selling-fields";
import type { Group } from "@/app/(author)/author/settings/settings-group";
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
        hint="The pitch on the landing page. Each line is a paragraph, the first one the call."
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
