import { describe, expect, it } from "vitest";
import { importsOf, listSourceFiles, type SourceFile, walk } from "@/tests/support/source-files";

const LINE_OF_DOMAINS = [
  "jobs",
  "mail",
  "alarms",
  "book",
  "readers",
  "access",
  "signups",
  "store",
  "account",
  "author",
  "desk",
];
const FORBIDDEN_NAMES = /(^|\/)(utils?|helpers?|misc|common|types|manager|data)(\.tsx?|\/)/;
/** The chapter text's other doors: what `app` may import of lib/book. */
const OPEN_BOOK_FILES = ["lib/book/settings", "lib/book/outline", "lib/book/changes"];
const TEXT_FILES = /^lib\/book\/(editions|text-index|images)$/;
const TEXT_READERS = ["book", "access", "store", "author"];

const files = listSourceFiles();
const product = files.filter((file) => !file.name.startsWith("tests/"));
const domainOf = (name: string) => /^lib\/([a-z]+)\//.exec(name)?.[1];

/** Each rule lists what broke it and where, so that a red test says what to mend. */
function offences(rule: (file: SourceFile) => string[], among = product): string[] {
  return among.flatMap((file) => rule(file).map((what) => `${file.name}: ${what}`));
}

const imports =
  (forbidden: (imported: string, file: SourceFile) => boolean) => (file: SourceFile) =>
    importsOf(file)
      .filter((imported) => forbidden(imported, file))
      .map((imported) => `imports ${imported}`);

describe("the arrows of the house point down", () => {
  it("app imports neither lib/db nor drizzle", () => {
    const rule = imports(
      (imported, file) => file.name.startsWith("app/") && /^(lib\/db|drizzle)\//.test(imported),
    );
    expect(offences(rule)).toEqual([]);
  });

  it("lib imports neither app nor cli nor next, and no request or response", () => {
    const rule = imports(
      (imported, file) => file.name.startsWith("lib/") && /^(app|cli)\/|^next(\/|$)/.test(imported),
    );
    expect(offences(rule)).toEqual([]);
  });

  it("the author's command line reaches the site by HTTP only", () => {
    const rule = imports(
      (imported, file) =>
        file.name.startsWith("cli/book/") && /^(app|drizzle|lib\/(db|author))\//.test(imported),
    );
    expect(offences(rule)).toEqual([]);
  });

  it("drizzle imports only drizzle", () => {
    const rule = imports(
      (imported, file) => file.name.startsWith("drizzle/") && /^(app|lib|cli)\//.test(imported),
    );
    expect(offences(rule)).toEqual([]);
  });

  it("a domain imports only domains to its left, and the registry imports them all", () => {
    const rule = imports((imported, file) => {
      const from = domainOf(file.name);
      const to = domainOf(imported);
      if (imported === "lib/registry") return file.name.startsWith("lib/");
      if (!from || !to || to === "db" || from === to) return false;
      return from === "db" || LINE_OF_DOMAINS.indexOf(to) > LINE_OF_DOMAINS.indexOf(from);
    });
    expect(offences(rule)).toEqual([]);
  });

  it("every domain has its place in the line", () => {
    const domains = new Set(product.flatMap((file) => domainOf(file.name) ?? []));
    expect(
      [...domains].filter((domain) => domain !== "db" && !LINE_OF_DOMAINS.includes(domain)),
    ).toEqual([]);
  });
});

describe("chapter text leaves lib/book only through access, store and author", () => {
  it("app imports of lib/book only settings, outline and changes", () => {
    const rule = imports(
      (imported, file) =>
        file.name.startsWith("app/") &&
        imported.startsWith("lib/book/") &&
        !OPEN_BOOK_FILES.includes(imported),
    );
    expect(offences(rule)).toEqual([]);
  });

  it("only those domains read editions, the text index and images", () => {
    const rule = imports((imported, file) => {
      const domain = domainOf(file.name);
      return TEXT_FILES.test(imported) && !(domain && TEXT_READERS.includes(domain));
    });
    expect(offences(rule)).toEqual([]);
  });
});

describe("what a browser gets", () => {
  it("no file marked use client reaches the configuration or the database", () => {
    const byName = new Map(files.map((file) => [file.name.replace(/\.(tsx?|js)$/, ""), file]));
    const clients = product.filter((file) => /^["']use client["']/.test(file.text));
    const broken = clients.flatMap((client) =>
      [...reachable(client, byName)]
        .filter((name) => name === "lib/config" || name.startsWith("lib/db/"))
        .map((name) => `${client.name} reaches ${name}`),
    );
    expect(broken).toEqual([]);
  });
});

function reachable(
  file: SourceFile,
  byName: Map<string, SourceFile>,
  seen = new Set<string>(),
): Set<string> {
  for (const imported of importsOf(file)) {
    if (seen.has(imported)) continue;
    seen.add(imported);
    const next = byName.get(imported);
    if (next && !runsOnServer(next)) reachable(next, byName, seen);
  }
  return seen;
}

/** A browser gets only the names of its actions. */
const runsOnServer = (file: SourceFile) => /^["']use server["']/.test(file.text);

describe("each file is one idea", () => {
  it("has no forbidden name", () => {
    expect(files.map((file) => file.name).filter((name) => FORBIDDEN_NAMES.test(name))).toEqual([]);
  });

  it("is at most 200 lines long", () => {
    expect(offences((file) => (file.lines > 200 ? [`${file.lines} lines`] : []), files)).toEqual(
      [],
    );
  });

  it("has functions of at most 60 lines (JSX and tests aside)", () => {
    expect(offences(longFunctions)).toEqual([]);
  });

  it("is no barrel that only passes on what others export", () => {
    const rule = (file: SourceFile) => {
      const lines = file.text
        .split("\n")
        .filter((line) => line.trim() && !/^\s*(\/\/|\/?\*)/.test(line));
      return lines.length > 1 && lines.every((line) => /^export .* from /.test(line))
        ? ["only re-exports"]
        : [];
    };
    expect(offences(rule)).toEqual([]);
  });
});

function longFunctions(file: SourceFile): string[] {
  const found: string[] = [];
  if (file.name.endsWith(".tsx")) return found;
  walk(file, (node) => {
    if (!/Function|ObjectMethod|ClassMethod/.test(node.type) || !node.loc) return;
    const length = node.loc.end.line - node.loc.start.line + 1;
    if (length > 60) found.push(`a function of ${length} lines at line ${node.loc.start.line}`);
  });
  return found;
}

describe("types and settings tell the truth", () => {
  it("nothing is any, and nothing silences the checker", () => {
    const rule = (file: SourceFile) => {
      const found: string[] = /@ts-(ignore|nocheck)/.test(file.text)
        ? ["silences the checker"]
        : [];
      walk(file, (node) => {
        if (node.type === "TSAnyKeyword") found.push(`any at line ${node.loc?.start.line}`);
      });
      return found;
    };
    expect(offences(rule, files)).toEqual([]);
  });

  it("only lib/config.ts reads the environment", () => {
    const rule = (file: SourceFile) =>
      /process\.env\b/.test(file.text) ? ["reads process.env"] : [];
    expect(offences(rule).filter((offence) => !offence.startsWith("lib/config.ts"))).toEqual([]);
  });
});
