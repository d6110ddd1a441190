import { describe, expect, it } from "vitest";
import { changesOf } from "@/app/(author)/author/audit/audit-changes";
import { auditHref, readAuditFilter } from "@/app/(author)/author/audit/audit-query";
import { ACTION_WORDS, actorWords } from "@/app/(author)/author/audit/audit-words";
import { AUDIT_KINDS } from "@/lib/desk/audit/audit-kinds";
import { listSourceFiles } from "@/tests/support/source-files";

/** Whatever the code calls by a name of one of the kinds. */
function recordedActions(): string[] {
  const kinds = Object.values(AUDIT_KINDS).flat();
  const found = new Set<string>();
  for (const { text } of libFiles())
    for (const [, word = ""] of text.matchAll(/"([a-z]+\.[a-z-]+)"/g))
      if (word !== "book.yml" && kinds.some((kind) => word.startsWith(`${kind}.`))) found.add(word);
  return [...found].toSorted();
}

/** Those that a call says in plain sight, whatever their kind. */
const actionsOfCalls = (): string[] =>
  libFiles().flatMap(({ text }) =>
    [...text.matchAll(/\baction: "([^".]+\.[^"]+)"/g)].map(([, action]) => action ?? ""),
  );

const libFiles = () => listSourceFiles().filter(({ name }) => name.startsWith("lib/"));

describe("the words of the audit log", () => {
  it("know each action that the code records, and none that it does not", () => {
    expect(recordedActions()).toEqual(Object.keys(ACTION_WORDS).toSorted());
  });

  it("belong to one kind each, by their first part", () => {
    const kinds: string[] = Object.values(AUDIT_KINDS).flat();
    expect(new Set(kinds).size).toBe(kinds.length);
    const recorded = actionsOfCalls();
    expect(recorded.length).toBeGreaterThan(30);
    const homeless = recorded.filter((action) => !kinds.includes(action.split(".")[0] ?? ""));
    expect(homeless).toEqual([]);
  });

  it("name whoever acted, whatever their role, and no reader", () => {
    expect(actorWords("author:ada@example.com")).toEqual({
      name: "ada@example.com",
      role: "author",
      by: "ada@example.com",
    });
    expect(actorWords("reader:0123").name).toBe("A reader");
    expect(actorWords("schedule").name).toBe("The clock");
    expect(actorWords("sample book").name).toBe("sample book");
  });
});

describe("what an entry shows of before and after", () => {
  it("is what differs, in words, and no id", () => {
    const before = { version: "a", slug: "old", emailUnlock: true, same: 1, part: null };
    const after = { version: "b", slug: "new", emailUnlock: false, same: 1, part: "One" };
    expect(changesOf({ before, after })).toEqual([
      { name: "slug", before: "old", after: "new" },
      { name: "email unlock", before: "yes", after: "no" },
      { name: "part", before: undefined, after: "One" },
    ]);
    expect(changesOf({ before: ["a", "b"], after: ["b", "a"] })).toEqual([
      { name: "order", before: "a, b", after: "b, a" },
    ]);
    expect(changesOf({ before: null, after: null })).toEqual([]);
  });

  it("is cut where it is a whole text", () => {
    const [change] = changesOf({ before: null, after: { markdown: "word ".repeat(1_000) } });
    expect(change?.after).toHaveLength(161);
  });
});

describe("the address of the log", () => {
  it("holds what is shown, and leaves out what it does not understand", () => {
    const filter = { kind: "chapters", by: "ada@example.com" } as const;
    const query = new URL(auditHref(filter), "http://localhost").searchParams;
    expect(readAuditFilter(Object.fromEntries(query))).toEqual({ ...filter, chapter: undefined });
    expect(auditHref(readAuditFilter({ kind: "toString", chapter: "'" }))).toBe("/author/audit");
  });
});
