import { notFound } from "next/navigation";
import { ActionForm } from "@/app/_components/action-form";
import { currentAuthor } from "@/app/_http/current-author";
import { privateMetadata } from "@/app/_http/private-metadata";
import { importIt } from "@/app/(author)/author/import/[id]/actions";
import type { ImportReport } from "@/lib/author/import-book";
import { tryUpload } from "@/lib/author/uploads/book-uploads";

export const generateMetadata = () => privateMetadata("Import");

/** What an import would change, or what is wrong with the book, file by file. */
export default async function PlanPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const actor = await currentAuthor(`/author/import/${id}`, "publish");
  if (!/^[0-9a-f-]{36}$/.test(id)) notFound();
  const tried = await tryUpload({ actor, id, now: new Date() });
  if (!tried.ok) notFound();
  const { fileName, isImported, outcome } = tried.value;
  return (
    <>
      <h1 className="mb-6 text-2xl">{isImported ? "Imported" : `Import ${fileName}`}</h1>
      {outcome.ok ? (
        <Plan report={outcome.value} />
      ) : (
        <>
          <p className="mb-4">Nothing was imported. This must be mended first:</p>
          <ul className="grid gap-2">
            {outcome.problems.map(({ file, line, reason }) => (
              <li key={`${file}${line}${reason}`}>
                <code>
                  {file}:{line}
                </code>{" "}
                {reason}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="mt-6 flex flex-wrap gap-4">
        {outcome.ok && !isImported && hasChanges(outcome.value) && (
          <ActionForm action={importIt} button="Import and publish">
            <input type="hidden" name="id" value={id} />
          </ActionForm>
        )}
        <a className="button button-quiet" href={isImported ? "/author" : "/author/import"}>
          {isImported ? "To the chapters" : "Choose another one"}
        </a>
      </div>
    </>
  );
}

const hasChanges = ({ created, updated, lessonsChanged, settingsChanged }: ImportReport) =>
  created.length + updated.length + lessonsChanged.length > 0 || settingsChanged;

function Plan({ report }: { report: ImportReport }) {
  const groups = [
    { sign: "+", name: "New chapters", slugs: report.created },
    { sign: "~", name: "Changed chapters", slugs: report.updated },
    { sign: "~", name: "Changed lessons", slugs: report.lessonsChanged },
    { sign: "=", name: "Unchanged chapters", slugs: report.unchanged },
  ];
  if (!hasChanges(report)) return <p>Nothing would change: the book here is the same.</p>;
  return (
    <dl className="grid gap-3">
      {groups
        .filter(({ slugs }) => slugs.length > 0)
        .map(({ sign, name, slugs }) => (
          <div key={name}>
            <dt className="font-medium">
              <span aria-hidden="true">{sign}</span> {name}: {slugs.length}
            </dt>
            <dd className="text-muted">{slugs.join(", ")}</dd>
          </div>
        ))}
      <div>
        <dt className="font-medium">Settings</dt>
        <dd className="text-muted">{report.settingsChanged ? "Changed" : "Unchanged"}</dd>
      </div>
    </dl>
  );
}
