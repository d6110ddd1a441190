import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { REASONS } from "@/app/(author)/author/audience/import/[id]/reasons";
import type { ImportReport } from "@/lib/desk/audience/import/stored-import";

/** Every line of the list stands in one of these rows. */
export function ImportPlan({ report }: { report: ImportReport }) {
  const rows = REASONS.map(({ reason, name }) => ({
    name,
    lines: report.leftOut.filter((line) => line.reason === reason).length,
  }));
  return (
    <>
      <table className="audience-plan">
        <caption className="sr-only">What becomes of each line</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">What</th>
            <th scope="col">Lines</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row" className="!font-semibold">
              New people
            </th>
            <td className="is-number font-semibold">{inFigures(report.ready)}</td>
          </tr>
          {rows
            .filter(({ lines }) => lines > 0)
            .map(({ name, lines }) => (
              <tr key={name}>
                <th scope="row">Left out: {name}</th>
                <td className="is-number">{inFigures(lines)}</td>
              </tr>
            ))}
          <tr>
            <th scope="row" className="text-muted">
              Lines in the list
            </th>
            <td className="is-number text-muted">{inFigures(report.lines)}</td>
          </tr>
        </tbody>
      </table>
      <p className="mt-4 max-w-2xl text-sm">
        They agreed to: “{report.wording}”
        {report.proof && (
          <>
            <br />
            Proof where a line has none of its own: {report.proof}
          </>
        )}
      </p>
    </>
  );
}
