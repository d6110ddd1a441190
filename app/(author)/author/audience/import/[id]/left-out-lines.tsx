import { inFigures } from "@/app/(author)/author/audience/audience-words";
import { REASONS } from "@/app/(author)/author/audience/import/[id]/reasons";
import type { ImportReport } from "@/lib/desk/audience/import/stored-import";

type Lines = ImportReport["leftOut"];

/** Of each reason so many lines are shown; the others are in the list under the numbers that the first ones lead to. */
const SHOWN = 200;

export function LeftOutLines({ lines }: { lines: Lines }) {
  return REASONS.map(({ reason, name }) => ({
    name,
    some: lines.filter((line) => line.reason === reason),
  }))
    .filter(({ some }) => some.length > 0)
    .map(({ name, some }) => <LinesOf key={name} name={name} lines={some} />);
}

function LinesOf({ name, lines }: { name: string; lines: Lines }) {
  const rest = lines.length - SHOWN;
  return (
    <details className="mb-4 max-w-3xl">
      <summary className="tap cursor-pointer py-2 font-semibold">
        Left out: {name} ({inFigures(lines.length)})
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="audience-lines" tabIndex={0} aria-label={`Lines left out: ${name}`}>
        <table className="audience-plan !max-w-none text-sm">
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Address</th>
              <th scope="col">Why</th>
            </tr>
          </thead>
          <tbody>
            {lines.slice(0, SHOWN).map(({ line, address, why }) => (
              <tr key={line}>
                <td className="tabular-nums">{line}</td>
                <td>{address || "–"}</td>
                <td>{why ?? `${name[0]?.toUpperCase()}${name.slice(1)}.`}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {rest > 0 && <p className="py-3 text-sm text-muted">And {inFigures(rest)} more lines.</p>}
      </section>
    </details>
  );
}
