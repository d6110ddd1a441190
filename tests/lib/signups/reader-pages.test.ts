import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { grants } from "@/drizzle/schema/access";
import { letters, suppressions } from "@/drizzle/schema/mail";
import { readers } from "@/drizzle/schema/readers";
import { openings, signups } from "@/drizzle/schema/signups";
import { ANYBODY } from "@/lib/access/asker";
import { getDb } from "@/lib/db/pool";
import { confirmSignup } from "@/lib/signups/confirm-signup";
import { findConfirmation } from "@/lib/signups/find-confirmation";
import { findCourseMail } from "@/lib/signups/find-course-mail";
import { makeConfirmUrl } from "@/lib/signups/links";
import { signUp } from "@/lib/signups/sign-up";
import { unsubscribe } from "@/lib/signups/unsubscribe";
import { buildBook, buildChapter } from "@/tests/support/builders";
import { useTestDatabase } from "@/tests/support/test-database";

/** What the pages behind a letter and the library show of a signup; looking changes nothing. */

useTestDatabase();

const NETWORK = "203.0.113.0/24";
const EMAIL = "ada@example.com";

beforeAll(async () => {
  await buildBook({ openingChapter: "one", extraChapter: "two" });
  await buildChapter({ slug: "one", title: "Chapter one" });
  await buildChapter({ slug: "two", title: "Chapter two", position: 2 });
});

beforeEach(async () => {
  const db = getDb();
  for (const table of [letters, suppressions, openings, signups, grants, readers])
    await db.delete(table);
});

async function signUpFor(chapter: string) {
  await signUp({ email: EMAIL, chapter, asker: ANYBODY, page: "/", network: NETWORK });
  const [signup] = await getDb().select().from(signups);
  if (!signup) throw new Error("no signup");
  const url = await makeConfirmUrl(signup.id, signup.createdAt);
  return { signup, token: new URL(url).searchParams.get("token") ?? "" };
}

const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";

describe("the page behind a confirmation letter", () => {
  it("names both chapters, and confirms nothing by being looked at", async () => {
    const { token } = await signUpFor("one");
    for (const _look of [1, 2]) {
      expect(await findConfirmation(token, new Date())).toEqual({
        isConfirmed: false,
        chapter: { slug: "one", title: "Chapter one" },
        extra: { slug: "two", title: "Chapter two" },
        courseLength: null,
      });
    }
    await confirmSignup({ token, network: NETWORK, now: new Date() });
    expect((await findConfirmation(token, new Date()))?.isConfirmed).toBe(true);
  });

  it("names the extra chapter once where it is the very chapter", async () => {
    const { token } = await signUpFor("two");
    expect(await findConfirmation(token, new Date())).toMatchObject({
      chapter: { slug: "two" },
      extra: undefined,
    });
  });

  it("knows nothing of a forged link, an ended one, or a signup that is gone", async () => {
    const { token } = await signUpFor("one");
    expect(await findConfirmation(`${token}x`, new Date())).toBeUndefined();
    expect(await findConfirmation("", new Date())).toBeUndefined();
    const later = new Date(Date.now() + 31 * 86_400_000);
    expect(await findConfirmation(token, later)).toBeUndefined();
    await getDb().delete(signups);
    expect(await findConfirmation(token, new Date())).toBeUndefined();
  });
});

describe("the mail that a reader gets", () => {
  const mailOf = (id: string) => findCourseMail({ id, email: EMAIL });

  it("is none before they sign up, and waits for the letter's button", async () => {
    const [reader] = await getDb().insert(readers).values({ email: EMAIL }).returning();
    expect((await mailOf(reader?.id ?? "")).state).toBe("none");
    const { signup, token } = await signUpFor("one");
    expect((await mailOf(signup.readerId)).state).toBe("unconfirmed");
    await confirmSignup({ token, network: NETWORK, now: new Date() });
    expect((await mailOf(signup.readerId)).state).toBe("active");
  });

  it("ends with the button of the page that it links to", async () => {
    const { signup } = await signUpFor("one");
    const { unsubscribeUrl } = await mailOf(signup.readerId);
    await unsubscribe({ token: tokenOf(unsubscribeUrl), network: NETWORK, now: new Date() });
    expect((await mailOf(signup.readerId)).state).toBe("left");
  });
});
