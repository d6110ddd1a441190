/** What is wrong with a book on disk, and where: the author mends it and tries again. */

/** `file` is relative to the book's folder; `line` counts from 1. */
export type Problem = { file: string; line: number; reason: string };

export type Checked<T> = { ok: true; value: T } | { ok: false; problems: Problem[] };

export const describeProblem = ({ file, line, reason }: Problem): string =>
  `${file}:${line} ${reason}`;

export function inReadingOrder(problems: Problem[]): Problem[] {
  return problems.toSorted((a, b) => a.file.localeCompare(b.file) || a.line - b.line);
}
