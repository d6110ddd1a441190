/** The project's own source as text and syntax tree, for rules about its structure. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "@babel/parser";

export const ROOT = path.resolve(import.meta.dirname, "../..");
const FOLDERS = ["app", "lib", "drizzle", "cli", "tests"];
const TOP_FILES = ["instrumentation.ts", "proxy.ts"];

export type SourceFile = { name: string; text: string; lines: number };

export function listSourceFiles(): SourceFile[] {
  const names = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: "utf8" }).map(
      (name) => `${folder}/${name}`,
    ),
  );
  const present = readdirSync(ROOT);
  return [...names, ...TOP_FILES.filter((name) => present.includes(name))]
    .filter((name) => /\.(ts|tsx|js)$/.test(name) && !name.endsWith(".d.ts"))
    .map((name) => {
      const text = readFileSync(path.join(ROOT, name), "utf8");
      return { name, text, lines: text.trimEnd().split("\n").length };
    });
}

type Node = {
  type: string;
  loc?: { start: { line: number }; end: { line: number } } | null;
} & Record<string, unknown>;

export function walk(file: SourceFile, visit: (node: Node) => void) {
  const tree = parse(file.text, { sourceType: "module", plugins: ["typescript", "jsx"] });
  visitNode(tree.program as unknown as Node, visit);
}

function visitNode(node: Node, visit: (node: Node) => void) {
  visit(node);
  for (const value of Object.values(node)) {
    const children = Array.isArray(value) ? value : [value];
    for (const child of children) if (isNode(child)) visitNode(child, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "loc" in value;
}

/** Project files that a file imports, as paths without ending: `@/lib/x` and relative ones. */
export function importsOf(file: SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    const source = node.source ?? (node.type === "ImportExpression" ? node.source : undefined);
    const value = isNode(source) ? source.value : undefined;
    if (typeof value === "string" && node.importKind !== "type")
      found.push(resolveImport(file.name, value));
  });
  return found;
}

function resolveImport(from: string, specifier: string): string {
  if (specifier.startsWith("@/")) return specifier.slice(2);
  if (specifier.startsWith(".")) return path.posix.join(path.posix.dirname(from), specifier);
  return specifier;
}
