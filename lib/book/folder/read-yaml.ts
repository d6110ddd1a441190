/** YAML with a schema: the checked value, or each problem with the line it stands on. */
import { isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from "yaml";
import type { z } from "zod";
import type { Checked, Problem } from "@/lib/book/folder/problem";

type Source<Schema extends z.ZodType> = {
  file: string;
  text: string;
  schema: Schema;
  linesBefore?: number;
};

/** `lineOf` finds where a key stands. */
export type YamlValue<T> = { value: T; lineOf(path: PropertyKey[]): number };

export function readYaml<Schema extends z.ZodType>(
  source: Source<Schema>,
): Checked<YamlValue<z.output<Schema>>> {
  const { file, text, schema, linesBefore = 0 } = source;
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const problem = (offset: number, reason: string): Problem => ({
    file,
    line: linesBefore + lines.linePos(offset).line,
    reason,
  });
  const faults = [...document.errors, ...document.warnings];
  if (faults.length > 0)
    return {
      ok: false,
      problems: faults.map(({ pos, message }) => problem(pos[0], firstLine(message))),
    };
  const checked = schema.safeParse(document.contents === null ? {} : document.toJS());
  const lineOf = (path: PropertyKey[]) =>
    linesBefore + lines.linePos(offsetOf(document.contents, path)).line;
  if (checked.success) return { ok: true, value: { value: checked.data, lineOf } };
  const issues = checked.error.issues.flatMap(separateKeys);
  return {
    ok: false,
    problems: issues.map((issue) => ({
      file,
      line: lineOf(issue.path),
      reason: explain(issue, document.contents),
    })),
  };
}

type Issue = { path: PropertyKey[]; message: string };

/** One problem per unknown key, at the key. */
function separateKeys(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== "unrecognized_keys") return [{ path: issue.path, message: issue.message }];
  return issue.keys.map((key) => ({
    path: [...issue.path, key],
    message: "is not a key that this file knows",
  }));
}

function explain({ path, message }: Issue, contents: unknown): string {
  const name = path.map(String).join(".");
  if (!name) return "must be a list of keys and values, such as title: My book";
  return `"${name}" ${exists(contents, path) ? message : "is missing"}`;
}

function exists(contents: unknown, path: PropertyKey[]): boolean {
  let node = contents;
  for (const step of path) {
    const next = childOf(node, step);
    if (!next) return false;
    node = next.value;
  }
  return true;
}

/** The offset of the key that the path names, or of the deepest part of it that exists. */
function offsetOf(contents: unknown, path: PropertyKey[]): number {
  let node = contents;
  let offset = isNode(contents) ? startOf(contents) : 0;
  for (const step of path) {
    const next = childOf(node, step);
    if (!next) return offset;
    offset = next.offset;
    node = next.value;
  }
  return offset;
}

function childOf(node: unknown, step: PropertyKey): { offset: number; value: unknown } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => (isScalar(key) ? key.value : key) === step);
    return (
      pair && { offset: isNode(pair.key) ? startOf(pair.key) : startOf(node), value: pair.value }
    );
  }
  const item: unknown =
    isNode(node) && "items" in node && Array.isArray(node.items)
      ? node.items[Number(step)]
      : undefined;
  return isNode(item) ? { offset: startOf(item), value: item } : undefined;
}

const startOf = (node: Node): number => node.range?.[0] ?? 0;

const firstLine = (message: string) => message.split(/ at line \d+|\n/)[0] ?? message;
