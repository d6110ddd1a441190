/** What each door to a chapter's locked text has to refuse and to allow; every door's test runs these on its own. */
import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { ANYBODY, type Asker } from "@/lib/access/asker";
import { revokeGrant } from "@/lib/access/grants";
import { transaction } from "@/lib/db/transaction";
import {
  asReader,
  browserWith,
  buildAuthor,
  buildGrant,
  buildStranger,
} from "@/tests/support/build-askers";
import { buildChapter, buildReader } from "@/tests/support/builders";

export type GatedChapter = Awaited<ReturnType<typeof buildChapter>>;

/** Prepares what the door shows of a new locked chapter, and tells whether an asker gets its locked part. */
export type Door = (
  chapter: GatedChapter,
) => Promise<(asker: Asker, now: Date) => Promise<boolean>>;

const NOW = new Date("2026-11-23T12:00:00Z");
const LATER = new Date(NOW.getTime() + 1000);

export function itAsksTheGate(door: Door) {
  async function openedDoor() {
    const chapter = await buildChapter({ slug: `chapter-${randomUUID()}` });
    const opens = await door(chapter);
    return { chapter, opens: (asker: Asker, now = NOW) => opens(asker, now) };
  }

  itRefusesStrangers(openedDoor);
  itFollowsGrants(openedDoor);
  itEndsGrants(openedDoor);
}

type Opened = () => Promise<{
  chapter: GatedChapter;
  opens: (asker: Asker, now?: Date) => Promise<boolean>;
}>;

function itRefusesStrangers(openedDoor: Opened) {
  it("stays closed for a visitor and for a reader without a right", async () => {
    const { opens } = await openedDoor();
    expect(await opens(ANYBODY)).toBe(false);
    expect(await opens(await buildStranger())).toBe(false);
  });

  it("stays closed for a cookie that names a grant that does not exist, or is no grant at all", async () => {
    const { opens } = await openedDoor();
    expect(await opens(browserWith(randomUUID()))).toBe(false);
    expect(await opens(browserWith("' or true --"))).toBe(false);
  });

  it("stays closed for a grant of another chapter", async () => {
    const { opens } = await openedDoor();
    const other = await buildChapter({ slug: `other-${randomUUID()}` });
    expect(await opens(browserWith(await buildGrant({ chapterId: other.id })))).toBe(false);
  });
}

function itFollowsGrants(openedDoor: Opened) {
  it("opens in the browser that holds the grant, and in no other", async () => {
    const { chapter, opens } = await openedDoor();
    const grant = await buildGrant({ chapterId: chapter.id });
    const other = await buildGrant({
      chapterId: (await buildChapter({ slug: `other-${randomUUID()}` })).id,
    });
    expect(await opens(browserWith(grant))).toBe(true);
    expect(await opens(browserWith(other))).toBe(false);
    expect(await opens(ANYBODY)).toBe(false);
  });

  it("opens for the reader who holds the grant in any browser, and for no other reader", async () => {
    const { chapter, opens } = await openedDoor();
    const reader = await buildReader();
    await buildGrant({ chapterId: chapter.id, readerId: reader.id, source: "confirmation" });
    expect(await opens(asReader(reader.id))).toBe(true);
    expect(await opens(await buildStranger())).toBe(false);
  });

  it("opens for an author", async () => {
    const { opens } = await openedDoor();
    expect(await opens(await buildAuthor())).toBe(true);
  });

  it("opens for the book's owner only while signed in: a cookie alone never carries the book", async () => {
    const { opens } = await openedDoor();
    const owner = await buildReader();
    const book = await buildGrant({ readerId: owner.id, source: "order" });
    expect(await opens(asReader(owner.id))).toBe(true);
    expect(await opens(browserWith(book))).toBe(false);
    const stranger = await buildReader();
    expect(await opens(asReader(stranger.id, book))).toBe(false);
  });
}

function itEndsGrants(openedDoor: Opened) {
  it("closes at the next read after a grant was revoked", async () => {
    const { chapter, opens } = await openedDoor();
    const id = await buildGrant({ chapterId: chapter.id });
    expect(await opens(browserWith(id))).toBe(true);
    await transaction((tx) => revokeGrant(tx, { id, reason: "refund", actor: "author:test" }));
    expect(await opens(browserWith(id), LATER)).toBe(false);
  });

  it("closes at the moment a grant expires", async () => {
    const { chapter, opens } = await openedDoor();
    const id = await buildGrant({ chapterId: chapter.id, expiresAt: LATER });
    expect(await opens(browserWith(id), NOW)).toBe(true);
    expect(await opens(browserWith(id), LATER)).toBe(false);
  });
}
