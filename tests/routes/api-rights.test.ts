import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "@/app/api/v1/_api/registry";
import { editors } from "@/drizzle/schema/author";
import { getDb } from "@/lib/db/pool";
import { callApi, tokenFor } from "@/tests/support/api/call-api";
import { tell } from "@/tests/support/figures";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

/** An operation that is not named here is for authors alone. */
const EDITORS_MAY = [
  "getBook",
  "listChapters",
  "getChapter",
  "putChapter",
  "listVersions",
  "makePreviewLink",
  "revokePreviewLinks",
  "listImages",
  "uploadImage",
  "getImage",
  "getCourse",
  "listFailures",
];

const tokens = { author: "", editor: "", removed: "" };

beforeAll(async () => {
  const invitedBy = "author@example.com";
  const email = "removed@example.com";
  await getDb().insert(editors).values({ email: "editor@example.com", invitedBy });
  await getDb().insert(editors).values({ email, invitedBy });
  tokens.author = await tokenFor();
  tokens.editor = await tokenFor("editor@example.com");
  tokens.removed = await tokenFor(email);
  await getDb().update(editors).set({ removedAt: new Date() }).where(eq(editors.email, email));
});

const operations = { tried: 0, held: 0 };
afterAll(() =>
  tell({
    under: "each operation of the API × nobody, an author, an editor, a removed editor",
    done: `${operations.tried} operations`,
    expected: "each as it is listed; what is not listed is for authors alone",
    seen: `${operations.held} as listed`,
    holds: operations.held === operations.tried,
  }),
);

describe("each operation of the API, whatever the token's scopes", () => {
  it.each(OPERATIONS)("$id: $method $path", async ({ id, method, path }) => {
    operations.tried += 1;
    const address = path.replace(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000");
    const statusFor = async (token?: string) => (await callApi(method, address, { token })).status;
    expect(await statusFor(), "nobody").toBe(401);
    expect(await statusFor(tokens.author), "author").not.toBe(403);
    expect(await statusFor(tokens.removed), "removed editor").toBe(403);
    const editor = await statusFor(tokens.editor);
    if (EDITORS_MAY.includes(id)) expect(editor, "editor").not.toBe(403);
    else expect(editor, "editor").toBe(403);
    operations.held += 1;
  });
});
