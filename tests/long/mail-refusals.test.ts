import { afterAll, beforeAll, expect, it } from "vitest";
import { letters } from "@/drizzle/schema/mail";
import { publishSettings } from "@/lib/config";
import { getDb } from "@/lib/db/pool";
import { startBackgroundWork } from "@/lib/registry";
import { tell } from "@/tests/support/figures";
import { startMailServer } from "@/tests/support/mail-server";
import { countLessons, writeLessons } from "@/tests/support/seed-letters";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

useTestDatabase();

let server: Awaited<ReturnType<typeof startMailServer>>;
beforeAll(async () => {
  server = await startMailServer();
  publishSettings({ MAIL_URL: server.url });
});
afterAll(() => server.close());

const LETTERS = 5_000;
const MOST_TRIES = 1.6;
const HANGS = 0.01;

for (const share of [0.03, 0.3]) {
  it(`451 to ${share * 100}% of all tries, and 1% hang: all are accepted in the end`, async () => {
    await getDb().delete(letters);
    server.received.length = 0;
    server.state.attempts = 0;
    const random = seededRandom(share * 100);
    server.state.choose = () => {
      const drawn = random();
      if (drawn < HANGS) return "hang";
      return drawn < HANGS + share ? "451" : "take";
    };
    await writeLessons(LETTERS);
    const startedAt = Date.now();
    const stop = startBackgroundWork();
    await expect
      .poll(() => countLessons("sent"), { timeout: 3_000_000, interval: 2_000 })
      .toBe(LETTERS);
    const seconds = Math.round((Date.now() - startedAt) / 1000);
    await stop();
    const { attempts } = server.state;
    const taken = new Set(server.received.map(({ messageId }) => messageId)).size;
    const tries = attempts / LETTERS;
    tell({
      under: `451 to ${share * 100}%, hangs on 1%`,
      done: `${LETTERS} letters in ${seconds} s`,
      expected: `all accepted, at most ${MOST_TRIES} tries a letter`,
      seen: `${taken} accepted, ${server.received.length - taken} of them twice, ${tries.toFixed(2)} tries a letter`,
      holds: taken === LETTERS && tries <= MOST_TRIES,
    });
  });
}
