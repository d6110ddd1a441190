import type { Metadata } from "next";
import "@/app/(author)/author/audience/audience.css";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { uploadList } from "@/app/(author)/author/audience/import/actions";
import { UploadForm } from "@/app/(author)/author/audience/import/upload-form";

export const generateMetadata = (): Promise<Metadata> => privateMetadata("Import a list");

export default async function ImportPage() {
  await currentAuthor("/author/audience/import", "people");
  return (
    <div className="max-w-2xl">
      <p className="text-sm">
        <a className="link" href="/author/audience">
          Audience
        </a>
      </p>
      <h1 className="mb-4 text-[1.44rem]">Import a list</h1>
      <p className="mb-2">
        A CSV file with one line per person and a column called <code>email</code>. Two more columns
        are read if they are there: <code>consent</code> (where this person agreed) and{" "}
        <code>consented_at</code> (the day, such as 2025-04-03).
      </p>
      <p className="mb-6 text-muted">
        Nothing is written yet: the next page shows what would happen, line by line. Whoever has
        unsubscribed stays unsubscribed, and an import never confirms somebody who has yet to press
        their own button.
      </p>
      <UploadForm action={uploadList} />
    </div>
  );
}
