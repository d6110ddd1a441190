import { describe, expect, it } from "vitest";
import type { Asker, Grant } from "@/lib/access/asker";
import { decideAccess } from "@/lib/access/decide-access";

const NOW = new Date("2026-11-23T12:00:00Z");
const chapter = { id: "chapter-1", access: "book" as const };
const visitor: Asker = { kind: "visitor", grantIds: [] };
const reader: Asker = { kind: "reader", readerId: "reader-1", grantIds: [] };

const grant = (change: Partial<Grant> = {}): Grant => ({
  id: "grant-1",
  readerId: null,
  scope: "chapter",
  chapterId: "chapter-1",
  source: "unlock",
  expiresAt: null,
  revokedAt: null,
  ...change,
});

const edition = (asker: Asker, ...grants: Grant[]) =>
  decideAccess({ asker, grants, chapter, now: NOW });

describe("the gate", () => {
  it("opens a free chapter for anybody", () => {
    expect(
      decideAccess({
        asker: visitor,
        grants: [],
        chapter: { ...chapter, access: "free" },
        now: NOW,
      }),
    ).toBe("full");
  });

  it("shows a stranger the preview", () => {
    expect(edition(visitor)).toBe("preview");
  });

  it("shows a reader without a right the preview", () => {
    expect(edition(reader)).toBe("preview");
  });

  it("opens the one chapter that the browser's cookie names", () => {
    const browser: Asker = { kind: "visitor", grantIds: ["grant-1"] };
    expect(edition(browser, grant())).toBe("full");
    expect(edition(browser, grant({ chapterId: "chapter-2" }))).toBe("preview");
  });

  it("refuses a grant that was found but is not named by the cookie", () => {
    expect(edition({ kind: "visitor", grantIds: ["grant-9"] }, grant())).toBe("preview");
  });

  it("refuses another reader's grant", () => {
    expect(edition(reader, grant({ readerId: "reader-2" }))).toBe("preview");
  });

  it("opens every chapter for an owner of the book", () => {
    expect(edition(reader, grant({ readerId: "reader-1", scope: "book", chapterId: null }))).toBe(
      "full",
    );
  });

  it("never opens the whole book by a cookie alone", () => {
    const browser: Asker = { kind: "visitor", grantIds: ["grant-1"] };
    expect(edition(browser, grant({ scope: "book", chapterId: null }))).toBe("preview");
  });

  it("closes again when the grant is revoked", () => {
    expect(edition(reader, grant({ readerId: "reader-1", revokedAt: NOW }))).toBe("preview");
  });

  it("closes at the very moment a grant expires", () => {
    expect(edition(reader, grant({ readerId: "reader-1", expiresAt: NOW }))).toBe("preview");
    expect(
      edition(reader, grant({ readerId: "reader-1", expiresAt: new Date(NOW.getTime() + 1) })),
    ).toBe("full");
  });

  it("opens everything for an author and for the builder of files", () => {
    expect(edition({ kind: "author", readerId: "reader-1", grantIds: [] })).toBe("full");
    expect(edition({ kind: "builder" })).toBe("full");
  });
});
