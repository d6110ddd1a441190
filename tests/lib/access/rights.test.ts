import { describe, expect, it } from "vitest";
import { tell } from "@/tests/support/figures";
import { ACCESS_ROWS } from "@/tests/support/rights/access-rows";
import { ASKED_BY_NOBODY } from "@/tests/support/rights/asked-by-nobody";
import { OF_AUTHOR } from "@/tests/support/rights/asked-by-nobody-author";
import { AUDIENCE_ROWS } from "@/tests/support/rights/audience-rows";
import { AUDIT_ROWS } from "@/tests/support/rights/audit-rows";
import { BROADCAST_ROWS } from "@/tests/support/rights/broadcast-rows";
import { CHAPTER_ROWS } from "@/tests/support/rights/chapter-rows";
import { COURSE_ROWS } from "@/tests/support/rights/course-rows";
import { DESK_ROWS } from "@/tests/support/rights/desk-rows";
import { FAILURE_ROWS } from "@/tests/support/rights/failure-rows";
import { COURSE_COUNT_ROWS, LESSON_ROWS } from "@/tests/support/rights/lesson-rows";
import { LETTER_ROWS } from "@/tests/support/rights/letter-rows";
import { READER_ROWS } from "@/tests/support/rights/reader-rows";
import { SIGNUP_ROWS } from "@/tests/support/rights/signup-rows";
import { TOKEN_ROWS, WORKSHOP_ROWS } from "@/tests/support/rights/workshop-rows";
import { buildWorld, type Who } from "@/tests/support/rights/world";
import { listSourceFiles, type SourceFile, walk } from "@/tests/support/source-files";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** Who may do what: each function of these domains that looks at who asks has a row. */
const DOMAINS = {
  access: ACCESS_ROWS,
  signups: [...SIGNUP_ROWS, ...COURSE_ROWS],
  readers: READER_ROWS,
  desk: [
    ...AUDIENCE_ROWS,
    ...AUDIT_ROWS,
    ...BROADCAST_ROWS,
    ...COURSE_COUNT_ROWS,
    ...DESK_ROWS,
    ...FAILURE_ROWS,
    ...LETTER_ROWS,
  ],
  author: [...CHAPTER_ROWS, ...TOKEN_ROWS, ...WORKSHOP_ROWS],
  "author/course": LESSON_ROWS,
};

const ASKED_BY_NONE = [ASKED_BY_NOBODY, OF_AUTHOR].flatMap((all) => Object.values(all).flat());

/** The reader comes last: what the others tried before must not stand in the reader's way. */
const rows = { tried: 0, asTheySay: 0 };
const IN_TURN: Who[] = ["nobody", "another", "editor", "author", "reader"];

for (const [domain, itsRows] of Object.entries(DOMAINS)) {
  describe(`lib/${domain}`, () => {
    it.each(itsRows)("$name: $tells", async ({ act, expected }) => {
      rows.tried += 1;
      const world = await buildWorld();
      const seen: Partial<Record<Who, unknown>> = {};
      for (const who of IN_TURN) seen[who] = await act(world.people[who], world);
      expect(seen).toEqual(expected);
      rows.asTheySay += 1;
    });
  });
}

describe("the matrix", () => {
  it("has a row for each exported function, or says why nobody in particular asks it", () => {
    const inRows = Object.entries(DOMAINS).flatMap(([domain, itsRows]) =>
      itsRows.map(({ name }) => `${domain}/${name}`),
    );
    const known = [...new Set(inRows), ...ASKED_BY_NONE].toSorted();
    expect(new Set(known).size).toBe(known.length);
    const exported = listExportedFunctions();
    expect(exported).toEqual(known);
    tell({
      under: "each function × nobody, another reader, an editor, an author, the reader",
      done: `${rows.tried} rows, ${exported.length} functions`,
      expected: "each row as it says, no function without a row or a reason",
      seen: `${rows.asTheySay} as they say, ${exported.filter((name) => !known.includes(name)).length} functions without`,
      holds: rows.asTheySay === rows.tried,
    });
  });
});

function listExportedFunctions(): string[] {
  return listSourceFiles()
    .flatMap((file) => {
      const domain = /^lib\/(access|signups|readers|desk|author\/course|author)\//.exec(
        file.name,
      )?.[1];
      return domain ? exportedFunctions(file).map((name) => `${domain}/${name}`) : [];
    })
    .toSorted();
}

function exportedFunctions(file: SourceFile): string[] {
  const found: string[] = [];
  walk(file, (node) => {
    if (node.type !== "ExportNamedDeclaration" || !node.loc) return;
    const line = file.text
      .split("\n")
      .slice(node.loc.start.line - 1, node.loc.end.line)
      .join(" ");
    const [, name] =
      /^export (?:async )?function (\w+)/.exec(line) ??
      /^export const (\w+)(?:: [^=]+)? = (?:async )?\([^)]*\)[^=;]*=>/.exec(line) ??
      [];
    if (name) found.push(name);
  });
  return found;
}
