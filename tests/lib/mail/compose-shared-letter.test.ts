import { beforeEach, expect, it } from "vitest";
import { letterBodies, letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { composeLetter } from "@/lib/mail/compose-letter";
import { composeSharedLetter } from "@/lib/mail/compose-shared-letter";
import { enqueueLetters } from "@/lib/mail/enqueue-letter";
import { isTemplateName } from "@/lib/mail/letter-kinds";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await getDb().delete(letters);
});

const VOICE = { bookTitle: 'A "Book" & more', siteUrl: "http://localhost:3000", language: "en" };
const HTML = '<p>Words, “signs” &amp; <a href="/chapters/one?a=1&amp;b=2">a link</a>.</p>';
const SHARED = {
  lesson: { ...VOICE, courseTitle: "Course", subject: "One", number: 1, count: 6, html: HTML },
  broadcast: { ...VOICE, subject: "News <of> the day", html: HTML },
  "companion-chapter": {
    ...VOICE,
    chapterTitle: "Two",
    chapterUrl: "http://localhost:3000/chapters/two",
    chapterHtml: HTML,
    number: 2,
    count: 9,
  },
} as const;

const WAYS_OUT = [
  "http://localhost:3000/unsubscribe?token=eyJhbGciOiJIUzI1NiJ9.e30.x_-Y",
  "http://localhost:3000/unsubscribe?token=$&.$1",
  "http://localhost:3000/unsubscribe?token=a&b=\"<'>",
  "https://book.example.com/unsubscribe?token=leave.me%20now",
];

let count = 0;

async function write(template: keyof typeof SHARED, props: object[], shared: object) {
  const written = props.map((own) => {
    count += 1;
    return { key: `shared:${count}`, to: `reader${count}@example.com`, props: own };
  });
  await transaction((tx) => enqueueLetters(tx, { template, shared, letters: written }));
  const rows = await listLetters();
  return rows.flatMap((row) => {
    const { template: name } = row;
    return isTemplateName(name) ? [{ ...row, template: name }] : [];
  });
}

for (const template of ["lesson", "broadcast", "companion-chapter"] as const) {
  it(`a ${template} composed with others is byte for byte the one composed alone`, async () => {
    const sharedProps = SHARED[template];
    const props = WAYS_OUT.flatMap((unsubscribeUrl) => [
      { unsubscribeUrl },
      { unsubscribeUrl, isTest: true },
      { unsubscribeUrl, offerHtml: "<p>An offer.</p>" },
    ]);
    const rows = await write(template, props, sharedProps);
    const together = await Promise.all(rows.map(composeSharedLetter));
    const alone = await Promise.all(rows.map((row) => composeLetter({ ...row, sharedProps })));
    expect(together).toEqual(alone);
    expect(together).toHaveLength(props.length);
    expect(new Set(together.map(({ html }) => html)).size).toBeGreaterThanOrEqual(WAYS_OUT.length);
  });
}

it("one whose own part does not fit fails alone", async () => {
  const [unsubscribeUrl] = WAYS_OUT;
  const rows = await write("lesson", [{ unsubscribeUrl }, {}, { unsubscribeUrl }], SHARED.lesson);
  const done = await Promise.allSettled(rows.map(composeSharedLetter));
  expect(done.map(({ status }) => status).toSorted()).toEqual([
    "fulfilled",
    "fulfilled",
    "rejected",
  ]);
});

it("a text that could not be read is read again for the next letter", async () => {
  const [row] = await write("broadcast", [{ unsubscribeUrl: WAYS_OUT[0] }], {
    ...SHARED.broadcast,
    subject: "Read late",
  });
  if (!row) throw new Error("no letter");
  const [body] = await getDb().select().from(letterBodies).limit(1);
  await expect(composeSharedLetter({ ...row, bodyId: "not there" })).rejects.toThrow("gone");
  expect(body).toBeDefined();
  expect((await composeSharedLetter(row)).subject).toBe("Read late");
});
