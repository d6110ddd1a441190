import { expect, it } from "vitest";
import { POST as addPicture } from "@/app/(author)/author/chapters/[slug]/picture/add/route";
import { POST as uploadBook } from "@/app/(author)/author/import/upload/route";
import { POST as uploadPicture } from "@/app/(author)/author/pictures/route";
import { sessionCookieFor } from "@/tests/support/reading-cookies";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** A body that tells whether anybody asked for it. */
function upload(path: string, cookie: string) {
  const body = new ReadableStream({ pull: (stream) => stream.close() }, { highWaterMark: 0 });
  const init = { method: "POST", body, duplex: "half" as const, headers: { cookie } };
  return new Request(`http://localhost:3000${path}`, init);
}
const nowhere = { params: Promise.resolve({}) };

it("refuses a reader's upload before a byte of it is read", async () => {
  const cookie = await sessionCookieFor("reader@example.com");
  const picture = upload("/author/pictures?path=images/a.png", cookie);
  expect((await uploadPicture(picture, nowhere)).status).toBe(403);
  expect(picture.bodyUsed).toBe(false);
  const added = upload("/author/chapters/one/picture/add", cookie);
  const told = await addPicture(added, { params: Promise.resolve({ slug: "one" }) });
  expect(told.headers.get("location")).toBe("/author/chapters/one/picture?problem=forbidden");
  expect(added.bodyUsed).toBe(false);
  const book = upload("/author/import/upload", cookie);
  const answer = await uploadBook(book);
  expect(answer.headers.get("location")).toBe("/author/import?problem=forbidden");
  expect(book.bodyUsed).toBe(false);
});
