import { ActionForm } from "@/app/_components/action-form";
import { inFigures, people } from "@/app/(author)/author/audience/audience-words";
import { importList } from "@/app/(author)/author/audience/import/actions";
import type { FoundImport } from "@/lib/desk/audience/import/find-import";

/** Once: afterwards the page says what was done. */
export function ImportButton({ plan }: { plan: FoundImport }) {
  const { id, report, importedAt, startsCourse } = plan;
  if (importedAt) {
    const imported = report.imported ?? 0;
    return (
      <div className="card my-6 max-w-2xl" role="status">
        <p>
          <span aria-hidden="true">✓ </span>
          {people(imported)} imported
          {startsCourse
            ? "; their course starts with the first lesson."
            : "; no course was started."}
          {imported < report.ready &&
            ` ${inFigures(report.ready - imported)} signed up or left in between and stayed as they are.`}
        </p>
        <p className="mt-3">
          <a className="link" href="/author/audience">
            See the audience
          </a>
        </p>
      </div>
    );
  }
  if (report.ready === 0)
    return (
      <p className="my-6">
        Nobody in this list can be imported.{" "}
        <a className="link" href="/author/audience/import">
          Choose another one
        </a>
      </p>
    );
  return (
    <ActionForm action={importList} button={`Import ${people(report.ready)}`} className="my-6">
      <input type="hidden" name="id" value={id} />
      <label className="tap mb-4 flex items-center gap-3">
        <input type="checkbox" name="startsCourse" value="yes" className="size-5" />
        Start the course for them
      </label>
    </ActionForm>
  );
}
