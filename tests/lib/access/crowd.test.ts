import { expect, it } from "vitest";
import { ANYBODY } from "@/lib/access/asker";
import { judgeChapter } from "@/lib/access/judge-chapter";
import { findSession } from "@/lib/readers/sessions";
import { asReader, browserWith, buildGrant } from "@/tests/support/build-askers";
import { buildChapter, buildReader } from "@/tests/support/builders";
import { sessionCookieFor } from "@/tests/support/reading-cookies";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

const READERS = 40;
const QUESTIONS = 600;

/** Those who ask at the same time share a statement (lib/db/in-groups.ts); nobody may get what another is given. */
it("in a crowd each gets what is theirs, and nothing of their neighbours'", async () => {
  const chapters = [await buildChapter({ slug: "one" }), await buildChapter({ slug: "two" })];
  const people = await Promise.all(
    Array.from({ length: READERS }, async (_, index) => {
      const { id: readerId } = await buildReader();
      const owns = chapters[index % 3]?.id;
      if (index % 5 > 0) {
        if (owns) await buildGrant({ chapterId: owns, readerId });
        return { asker: asReader(readerId), owns };
      }
      return { asker: browserWith(...(owns ? [await buildGrant({ chapterId: owns })] : [])), owns };
    }),
  );
  const random = seededRandom(4);
  const wrong = await Promise.all(
    Array.from({ length: QUESTIONS }, async () => {
      const { asker, owns } = people[Math.floor(random() * READERS)] ?? { asker: ANYBODY };
      const chapter = chapters[Math.floor(random() * 2)];
      const slug = chapter?.slug ?? "";
      const judged = await judgeChapter({ slug, asker, now: new Date() });
      const expected = owns === chapter?.id ? "full" : "preview";
      return judged?.edition === expected && judged.chapter.slug === slug ? 0 : 1;
    }),
  );
  expect(wrong.filter(Boolean)).toEqual([]);
});

it("in a crowd each session leads to its own reader, and a forged or an old one to nobody", async () => {
  const now = new Date();
  const later = new Date(now.getTime() + 90 * 86_400_000);
  const signedIn = await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const email = `reader${index}@example.com`;
      await buildReader(email);
      return { email, token: tokenIn(await sessionCookieFor(email)) };
    }),
  );
  const asked = signedIn.map(({ token }) => findSession(token, now));
  const forged = [findSession("forged", now), findSession(signedIn[0]?.token ?? "", later)];
  expect((await Promise.all(asked)).map((session) => session?.email)).toEqual(
    signedIn.map(({ email }) => email),
  );
  expect(await Promise.all(forged)).toEqual([undefined, undefined]);
});

const tokenIn = (cookie: string) => cookie.slice(cookie.indexOf("=") + 1).replace(/;.*/, "");
