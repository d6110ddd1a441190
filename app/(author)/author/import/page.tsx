import { FormMessage } from "@/app/_components/form-message";
import { currentAuthor } from "@/app/_http/current-author";
import { type PageQuery, readQuery } from "@/app/_http/page-query";
import { privateMetadata } from "@/app/_http/private-metadata";
import { FolderInput } from "@/app/(author)/author/import/folder-input";

export const generateMetadata = () => privateMetadata("Import");

const PROBLEMS: Record<string, string> = {
  no_file: "Choose a zip file or a folder first.",
  no_zip: "This file is no zip, or it is damaged.",
  no_book: "There is no book.yml in it. A book's folder has one at its top.",
  too_large: "This is too large: 60 MB packed, 200 MB unpacked are the most.",
  too_many_files: "There are more than 4,000 files in it.",
  leads_out:
    "A name in this zip leads out of its folder, so nothing of it was unpacked. Pack the book's folder anew.",
  crashed: "That's on us: the upload was not kept, and nothing was changed. Please try it again.",
  forbidden: "Only an author may import a book.",
};

/** Nothing changes before the next page has said what would. */
export default async function ImportPage({ searchParams }: { searchParams: PageQuery }) {
  await currentAuthor("/author/import", "publish");
  const { problem = "" } = await readQuery(searchParams);
  return (
    <>
      <h1 className="mb-2 text-2xl">Import a book</h1>
      <p className="mb-6 max-w-prose text-muted">
        A folder with book.yml, chapters and images, as the command line pushes it. You see what
        would change before anything does; chapters that the folder does not have stay as they are.
      </p>
      <FormMessage problem={PROBLEMS[problem]} />
      <form
        method="post"
        action="/author/import/upload"
        encType="multipart/form-data"
        className="grid max-w-xl gap-4"
      >
        <label>
          <span className="label">A zip file</span>
          <input type="file" name="zip" accept=".zip,application/zip" className="field" />
        </label>
        <FolderInput />
        <p>
          <button type="submit" className="button">
            See what would change
          </button>
        </p>
      </form>
    </>
  );
}
