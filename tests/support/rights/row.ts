/** One function and what each of five people gets from it about one reader's things. */
import type { Person, Who, World } from "@/tests/support/rights/world";

export type Row = {
  name: string;
  /** What the table's values mean. */
  tells: string;
  act: (person: Person, world: World) => Promise<unknown>;
  expected: Record<Who, unknown>;
};

/** Theirs alone: neither another reader nor an author may stand in for them. */
export const ONLY_THE_READER = {
  nobody: false,
  another: false,
  reader: true,
  editor: false,
  author: false,
};

/** What an author may do for a reader, and no editor. */
export const READER_AND_AUTHOR = { ...ONLY_THE_READER, author: true };

/** A text: the reader's own right, or that of whoever writes it. */
export const READER_AND_WRITERS = { ...READER_AND_AUTHOR, editor: true };

/** The workshop: a reader's own right counts for nothing there. */
export const ONLY_AUTHORS = { ...ONLY_THE_READER, reader: false, author: true };

/** What is not before readers yet: editors too. */
export const ONLY_WRITERS = { ...ONLY_AUTHORS, editor: true };

/** What asks nobody who they are. */
export const EVERYBODY = { nobody: true, another: true, reader: true, editor: true, author: true };
