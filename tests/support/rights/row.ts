/** One function and what each of four people gets from it about one reader's things. */
import type { Person, Who, World } from "@/tests/support/rights/world";

export type Row = {
  name: string;
  /** What the table's values mean. */
  tells: string;
  act: (person: Person, world: World) => Promise<unknown>;
  expected: Record<Who, unknown>;
};

/** Theirs alone: neither another reader nor an author may stand in for them. */
export const ONLY_THE_READER = { nobody: false, another: false, reader: true, author: false };

/** What may be read: the reader's own right, or an author's. */
export const READER_AND_AUTHOR = { nobody: false, another: false, reader: true, author: true };

/** The workshop: a reader's own right counts for nothing there. */
export const ONLY_AUTHORS = { nobody: false, another: false, reader: false, author: true };
