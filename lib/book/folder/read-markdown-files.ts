/** Reads a folder of numbered Markdown files, each with a head between two lines of dashes. */
import type { z } from "zod";
import type { MarkdownFile } from "@/lib/book/folder/book-folder";
import { listFiles, readText } from "@/lib/book/folder/files";
import type { Checked, Problem } from "@/lib/book/folder/problem";
import { readYaml } from "@/lib/book/folder/read-yaml";

const NAME = /^(\d{1,4})-(.+)\.md$/;
const HEAD = /^---[ \t]*\n(?:([\s\S]*?)\n)?---[ \t]*(?:\n|$)/;

export type NumberedFile<T> = MarkdownFile & { position: number; name: string; frontmatter: T };

type Source<Schema extends z.ZodType> = { root: string; folder: string; schema: Schema };
type Files<Schema extends z.ZodType> = {
  files: NumberedFile<z.output<Schema>>[];
  problems: Problem[];
};

/** In the order of their numbers. */
export async function readMarkdownFiles<Schema extends z.ZodType>({
  root,
  folder,
  schema,
}: Source<Schema>): Promise<Files<Schema>> {
  const names = (await listFiles(root, folder)) ?? [];
  const read = await Promise.all(names.map((name) => readNumbered({ root, schema, folder, name })));
  const files = read
    .flatMap((result) => (result.ok ? [result.value] : []))
    .sort((a, b) => a.position - b.position);
  const problems = read.flatMap((result) => (result.ok ? [] : result.problems));
  return { files, problems: [...problems, ...sharedNumbers(files)] };
}

async function readNumbered<Schema extends z.ZodType>({
  root,
  schema,
  folder,
  name,
}: Source<Schema> & { name: string }): Promise<Checked<NumberedFile<z.output<Schema>>>> {
  const file = `${folder}/${name}`;
  const [, number, rest] = NAME.exec(name) ?? [];
  if (number === undefined || rest === undefined)
    return refuse(file, "needs an order number and a name, such as 01-getting-started.md");
  const text = await readText(root, file);
  if (!text.ok) return text;
  const head = HEAD.exec(text.value);
  const yaml = readYaml({ file, text: head?.[1] ?? "", schema, linesBefore: head ? 1 : 0 });
  if (!yaml.ok) return yaml;
  const { value: frontmatter, lineOf } = yaml.value;
  const markdown = text.value.slice(head?.[0].length ?? 0);
  return {
    ok: true,
    value: {
      file,
      name: rest,
      position: Number(number),
      markdown,
      linesBefore: countLines(head?.[0] ?? ""),
      lineOf,
      frontmatter,
    },
  };
}

function sharedNumbers(files: { file: string; position: number }[]): Problem[] {
  return files.flatMap(({ file, position }, index) => {
    const other = files.slice(0, index).find((earlier) => earlier.position === position);
    return other ? [{ file, line: 1, reason: `has the same order number as ${other.file}` }] : [];
  });
}

function refuse(file: string, reason: string): { ok: false; problems: Problem[] } {
  return { ok: false, problems: [{ file, line: 1, reason }] };
}

const countLines = (text: string) => text.split("\n").length - 1;
