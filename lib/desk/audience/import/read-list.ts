/** Reads an uploaded list, however its program wrote it: commas, semicolons or tabs, quotes, a mark in front, or none. */
import Papa from "papaparse";
import { type Columns, findColumns } from "@/lib/desk/audience/import/columns";
import { err, ok, type Result } from "@/lib/result";

export const MOST_BYTES = 5 * 1024 * 1024;
export const MOST_LINES = 20_000;

/** `line` counts as an editor does, from 1, also where a quoted cell goes over several. */
export type ListLine = {
  line: number;
  address: string;
  consent: string;
  consentedAt: string;
  isBroken: boolean;
};

export type ListProblem =
  | "too_large"
  | "too_many_lines"
  | "not_text"
  | "empty"
  | "no_address_column";

type Row = { line: number; cells: string[]; isBroken: boolean };

export function readList(bytes: Uint8Array): Result<ListLine[], ListProblem> {
  if (bytes.byteLength > MOST_BYTES) return err("too_large");
  const text = decode(bytes);
  if (text === undefined) return err("not_text");
  const rows = readRows(text);
  const [head, ...rest] = rows;
  if (!head) return err("empty");
  const columns = findColumns(head.cells);
  if (!columns) return err("no_address_column");
  const body = columns.hasHeader ? rest : rows;
  if (body.length === 0) return err("empty");
  return body.length > MOST_LINES
    ? err("too_many_lines")
    : ok(body.map((row) => pick(row, columns)));
}

/** Undefined for what is no text in an encoding that says so itself. */
function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe
      ? "utf-16le"
      : first === 0xfe && second === 0xff
        ? "utf-16be"
        : "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Empty lines are left out, but counted. */
function readRows(text: string): Row[] {
  const delimiter = chooseDelimiter(text);
  const rows: Row[] = [];
  let line = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    step: ({ data, errors, meta }) => {
      const cells = data.map((cell) => cell.trim());
      const isBroken = errors.some(({ type }) => type === "Quotes");
      if (cells.some(Boolean)) rows.push({ line, cells, isBroken });
      line += countLines(text.slice(from, meta.cursor));
      from = meta.cursor;
    },
  });
  return rows;
}

/** The one that parts the first line into most cells, one of them being the address. */
function chooseDelimiter(text: string): string {
  const tried = [",", ";", "\t", "|"].map((delimiter) => {
    const options = { delimiter, preview: 1, skipEmptyLines: "greedy" as const };
    const cells = Papa.parse<string[]>(text.trimStart(), options).data[0] ?? [];
    return { delimiter, cells: findColumns(cells.map((cell) => cell.trim())) ? cells.length : 0 };
  });
  return tried.reduce((best, next) => (next.cells > best.cells ? next : best)).delimiter;
}

const countLines = (text: string) => text.match(/\r\n|\n|\r/g)?.length ?? 0;

function pick(
  { line, cells, isBroken }: Row,
  { address, consent, consentedAt }: Columns,
): ListLine {
  const cell = (column: number | undefined) =>
    column === undefined ? "" : undoDefusing(cells[column] ?? "");
  return {
    line,
    address: cell(address),
    consent: cell(consent),
    consentedAt: cell(consentedAt),
    isBroken,
  };
}

/** Our own export puts a quote before what a spreadsheet would take for a formula. */
const undoDefusing = (cell: string) => cell.replace(/^'(?=[=+\-@])/, "");
