import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { letterBodies, letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { enqueueLetters } from "@/lib/mail/enqueue-letter";
import { purgeLetters, purgeMailbox } from "@/lib/mail/purge-letters";
import { sendLetter } from "@/lib/mail/send-letter";
import { emptyQueues } from "@/tests/support/job-table";
import { findLetter, letPass, SIGN_IN, writeLetter } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(letters);
});

const DAY = 86_400;

describe("keeping house in the outbox", () => {
  it("never touches a letter that still waits and could be of use", async () => {
    const [signIn, confirm] = [await writeLetter(SIGN_IN), await writeLetter()];
    await letPass(590);
    await purgeLetters();
    expect(await findLetter(signIn.key)).toMatchObject({ state: "waiting" });
    await letPass(29 * DAY);
    await purgeLetters();
    expect(await findLetter(confirm.key)).toMatchObject({ state: "waiting" });
    expect((await findLetter(confirm.key))?.secret).toBeTruthy();
  });

  it("blanks the secret of one whose time is over", async () => {
    const [signIn, confirm] = [await writeLetter(SIGN_IN), await writeLetter()];
    await letPass(601);
    await purgeLetters();
    expect(await findLetter(signIn.key)).toMatchObject({ state: "dead", secret: null });
    await letPass(31 * DAY);
    await purgeLetters();
    expect(await findLetter(confirm.key)).toMatchObject({ state: "dead", secret: null });
  });

  it("forgets a letter, and with it the address, ninety days after", async () => {
    const letter = await writeLetter();
    await sendLetter(letter.id);
    await letPass(89 * DAY);
    await purgeLetters();
    expect(await findLetter(letter.key)).toBeDefined();
    await letPass(2 * DAY);
    await purgeLetters();
    expect(await findLetter(letter.key)).toBeUndefined();
  });
});

describe("what letters share", () => {
  const write = (key: string) =>
    transaction((tx) =>
      enqueueLetters(tx, {
        template: "broadcast",
        shared: { subject: "Shared" },
        letters: [{ key, to: "reader@example.com", props: {} }],
      }),
    );
  const ageBodies = () =>
    getDb().execute("update letter_bodies set created_at = now() - interval '25 hours'");
  const countBodies = () => getDb().$count(letterBodies);

  it("is kept as long as a letter names it, and for a day after it was last used", async () => {
    await write("one");
    await ageBodies();
    await purgeLetters();
    expect(await countBodies()).toBe(1);
    await getDb().delete(letters);
    await purgeLetters();
    expect(await countBodies()).toBe(0);
    await write("two");
    await getDb().delete(letters);
    await purgeLetters();
    expect(await countBodies()).toBe(1);
  });

  it("cannot be taken away between its use and the letter that names it", async () => {
    await write("one");
    await getDb().delete(letters);
    await ageBodies();
    await Promise.all([
      ...Array.from({ length: 8 }, (_, n) => write(`at once ${n}`)),
      purgeLetters(),
    ]);
    expect(await getDb().$count(letters)).toBe(8);
    expect(await countBodies()).toBe(1);
  });
});

describe("a letter that is held", () => {
  it("is never purged, and has its time anew once it waits again", async () => {
    const letter = await writeLetter();
    await getDb().update(letters).set({ state: "held" });
    await letPass(100 * DAY);
    await purgeLetters();
    expect(await findLetter(letter.key)).toMatchObject({ state: "held" });
    await getDb().update(letters).set({ state: "waiting", notBefore: new Date() });
    await purgeLetters();
    expect(await findLetter(letter.key)).toMatchObject({ state: "waiting" });
  });
});

describe("keeping house in the local mailbox", () => {
  it("keeps thirty days", async () => {
    const folder = path.join(database.dataDir, "mail");
    await mkdir(folder, { recursive: true });
    const now = new Date();
    for (const days of [1, 29, 31]) {
      const file = path.join(folder, `${days}.json`);
      await writeFile(file, "{}");
      const at = new Date(now.getTime() - days * DAY * 1000);
      await utimes(file, at, at);
    }
    await purgeMailbox(now);
    const kept = (await readdir(folder)).filter((name) => /^\d+\.json$/.test(name));
    expect(kept.toSorted()).toEqual(["1.json", "29.json"]);
  });
});
