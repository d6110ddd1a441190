import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { Editors } from "@/app/(author)/author/settings/editors";
import { LandingPreview } from "@/app/(author)/author/settings/landing-preview";
import { SettingsForm } from "@/app/(author)/author/settings/settings-form";
import { readBookSettings } from "@/lib/author/book-settings";
import { listChapters } from "@/lib/author/chapters/list-chapters";
import { listEditors } from "@/lib/author/editors";
import "@/app/(author)/author/settings/settings.css";

export const generateMetadata = () => privateMetadata("Settings");

/** All of book.yml beside the landing page that it makes, and who else may write. */
export default async function SettingsPage() {
  const actor = await currentAuthor("/author/settings", "publish");
  const [book, chapters, editors] = await Promise.all([
    readBookSettings(actor),
    listChapters(actor),
    listEditors(actor),
  ]);
  if (!book.ok || !chapters.ok || !editors.ok) return null;
  return (
    <>
      <h1 className="mb-6 text-2xl">Settings</h1>
      <div className="settings">
        <div>
          <SettingsForm
            key={book.value.version}
            {...book.value}
            chapters={chapters.value.map(({ slug, title }) => ({ slug, title }))}
          />
          <Editors editors={editors.value} />
          <section className="mt-12" aria-labelledby="audit-title">
            <h2 id="audit-title" className="mb-2 text-lg">
              Audit log
            </h2>
            <p className="mb-2 text-muted">
              Who published, invited, imported or deleted what, when and from which version.
            </p>
            <a className="link" href="/author/audit">
              Open the audit log
            </a>
          </section>
        </div>
        <section className="settings-preview" aria-labelledby="landing-title">
          <h2 id="landing-title" className="mb-2 text-lg">
            The landing page now
          </h2>
          <LandingPreview />
          <p className="mt-2">
            <a className="link" href="/" target="_blank" rel="noopener">
              Open it in a tab
            </a>
          </p>
        </section>
      </div>
    </>
  );
}
