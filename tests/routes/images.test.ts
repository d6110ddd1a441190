import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/images/[id]/[width]/route";
import { revokeGrant } from "@/lib/access/grants";
import { publishSettings } from "@/lib/config";
import { closePool } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { buildGrant } from "@/tests/support/build-askers";
import { buildImage, IMAGE_BYTES } from "@/tests/support/build-image";
import { buildChapter, buildReader } from "@/tests/support/builders";
import { sessionCookieFor, unlockCookieFor } from "@/tests/support/reading-cookies";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();

const FOR_ANYBODY = "public, max-age=31536000, immutable";
const FOR_NOBODY_ELSE = "private, no-store";

const get = (id: string, width: string | number = 640, cookie = "") =>
  GET(new Request(`http://localhost:3000/images/${id}/${width}`, { headers: { cookie } }), {
    params: Promise.resolve({ id, width: String(width) }),
  });

let chapterId = "";
let versionId = "";
let locked = "";

beforeAll(async () => {
  ({ id: chapterId, versionId } = await buildChapter({ slug: "locked" }));
  locked = await buildImage({ shownIn: [{ versionId, kind: "full" }] });
});

describe("a picture that anybody may see", () => {
  it("may be kept by every cache for ever, whoever asks", async () => {
    const shownIn = [{ versionId, kind: "preview" as const }];
    const [cover, inPreview] = [
      await buildImage({ isPublic: true }),
      await buildImage({ shownIn }),
    ];
    for (const id of [cover, inPreview]) {
      for (const cookie of ["", await sessionCookieFor("author@example.com")]) {
        const answer = await get(id, 640, cookie);
        expect(answer.status).toBe(200);
        expect(answer.headers.get("cache-control")).toBe(FOR_ANYBODY);
        expect(Buffer.from(await answer.arrayBuffer())).toEqual(IMAGE_BYTES);
      }
    }
  });

  it("is no page: it runs and loads nothing, and is what its type says", async () => {
    const answer = await get(await buildImage({ isPublic: true, mime: "image/svg+xml" }));
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "image/svg+xml",
      "x-content-type-options": "nosniff",
      "content-security-policy": "sandbox; default-src 'none'",
      "x-request-id": expect.stringMatching(/^[A-Za-z0-9-]{8,64}$/),
    });
  });
});

describe("a locked picture", () => {
  it("is shown, and kept nowhere, where the chapter is open: browser, reader, author", async () => {
    const reader = await buildReader();
    await buildGrant({ chapterId, readerId: reader.id });
    const cookies = [
      await unlockCookieFor(await buildGrant({ chapterId })),
      await sessionCookieFor(reader.email),
      await sessionCookieFor("author@example.com"),
    ];
    for (const cookie of cookies) {
      const answer = await get(locked, 640, cookie);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("cache-control")).toBe(FOR_NOBODY_ELSE);
    }
  });

  it("answers everybody else like a picture that does not exist", async () => {
    const [grant] = [await buildGrant({ chapterId })];
    const cookies = [
      "",
      await sessionCookieFor("stranger@example.com"),
      "handbook-unlock=forged",
      `handbook-unlock=${grant}`,
      "next-auth.session-token=forged",
    ];
    const missing = await get("0".repeat(32));
    const sentence = await missing.text();
    expect(missing.status).toBe(404);
    for (const cookie of cookies) {
      const answer = await get(locked, 640, cookie);
      expect(answer.status, cookie).toBe(404);
      expect(await answer.text()).toBe(sentence);
      expect(answer.headers.get("cache-control")).toBe(FOR_NOBODY_ELSE);
      expect(answer.headers.get("x-request-id")).toBeTruthy();
    }
  });

  it("closes at the next request after its right was revoked", async () => {
    const id = await buildGrant({ chapterId });
    const cookie = await unlockCookieFor(id);
    expect((await get(locked, 640, cookie)).status).toBe(200);
    await transaction((tx) => revokeGrant(tx, { id, reason: "refund", actor: "author:test" }));
    expect((await get(locked, 640, cookie)).status).toBe(404);
  });
});

describe("an address that can be no picture", () => {
  it("is not found, and is never asked of the database", async () => {
    const image = await buildImage({ isPublic: true });
    await closePool();
    publishSettings({ POSTGRES_URL: "postgres://nobody@127.0.0.1:1/nothing" });
    const addresses: [string, string][] = [
      ["nothing", "640"],
      ["\u0000", "640"],
      ["../../etc/passwd", "640"],
      [image.toUpperCase(), "x"],
      [image, "0640"],
      [image, "-1"],
      [image, "640.5"],
      [image, "99999999999"],
    ];
    for (const [id, width] of addresses) expect((await get(id, width)).status).toBe(404);
    await closePool();
    publishSettings({ POSTGRES_URL: database.url });
  });
});
