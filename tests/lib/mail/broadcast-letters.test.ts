import { beforeEach, describe, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { getDb } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { countLetters, holdLetters, releaseLetters } from "@/lib/mail/broadcast-letters";
import { enqueueLetters } from "@/lib/mail/enqueue-letter";
import { markSent, takeUpLetter } from "@/lib/mail/letter-rows";
import { listMailbox } from "@/lib/mail/mailbox";
import { runScheduledWork } from "@/lib/registry";
import { emptyQueues, listJobs } from "@/tests/support/job-table";
import { listLetters } from "@/tests/support/outbox";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();
beforeEach(async () => {
  await emptyQueues();
  await getDb().delete(letters);
});

const ID = "11111111-1111-4111-8111-111111111111";
const OTHER = "22222222-2222-4222-8222-222222222222";
let run = 0;

async function write(broadcastId: string, count: number) {
  run += 1;
  const unsubscribeUrl = "http://localhost:3000/unsubscribe?token=leave.me";
  const shared = {
    bookTitle: "Book",
    subject: `News ${run}`,
    siteUrl: "http://localhost:3000",
    html: "<p>Words.</p>",
  };
  const written = Array.from({ length: count }, (_, n) => ({
    key: `${broadcastId}:${run}:${n}`,
    to: `reader${n}.${run}@example.com`,
    props: { unsubscribeUrl },
  }));
  await transaction((tx) =>
    enqueueLetters(tx, { template: "broadcast", shared, broadcastId, letters: written }),
  );
  return listLetters();
}

const hold = () => transaction((tx) => holdLetters(tx, ID));
const release = () => transaction((tx) => releaseLetters(tx, ID));
const countMails = async () =>
  (await listMailbox()).filter(({ subject }) => subject === `News ${run}`).length;

describe("the letters of a paused broadcast", () => {
  it("are held, those of others are not", async () => {
    await write(OTHER, 3);
    await write(ID, 5);
    expect(await hold()).toBe(5);
    await runScheduledWork();
    expect(await countLetters(getDb(), ID)).toEqual({ waiting: 0, held: 5, sent: 0, dead: 0 });
    expect(await countLetters(getDb(), OTHER)).toEqual({ waiting: 0, held: 0, sent: 3, dead: 0 });
  });

  it("go on when it does, each once, though their first jobs are done", async () => {
    await write(ID, 5);
    await hold();
    await runScheduledWork();
    expect(await countMails()).toBe(0);
    expect(await release()).toBe(5);
    await runScheduledWork();
    expect(await countMails()).toBe(5);
    expect(await countLetters(getDb(), ID)).toMatchObject({ waiting: 0, sent: 5 });
  });

  it("have one job each, though the first still waits when it goes on", async () => {
    await write(ID, 4);
    await hold();
    await release();
    expect(await listJobs("letters-broadcast")).toHaveLength(4);
    await runScheduledWork();
    expect((await listLetters()).map(({ state, tries }) => [state, tries])).toEqual(
      Array.from({ length: 4 }, () => ["sent", 1]),
    );
  });

  it("that were under way when it was paused count as sent, and do not come again", async () => {
    const [letter] = await write(ID, 1);
    const taken = await takeUpLetter(letter?.id ?? "");
    if (!taken) throw new Error("not taken up");
    await hold();
    await markSent({ key: taken.key, answer: "250 taken" });
    expect(await release()).toBe(0);
    await runScheduledWork();
    expect(await countMails()).toBe(0);
    expect(await countLetters(getDb(), ID)).toMatchObject({ sent: 1 });
  });

  it("may be held and released again and again", async () => {
    await write(ID, 3);
    for (let round = 0; round < 3; round += 1) {
      await hold();
      expect(await release()).toBe(3);
    }
    await runScheduledWork();
    expect(await countMails()).toBe(3);
    expect(await release()).toBe(0);
  });
});
