import { setTimeout as sleep } from "node:timers/promises";
import { expect, it } from "vitest";
import { judgeChapter } from "@/lib/access/judge-chapter";
import { isDatabaseAway } from "@/lib/db/transaction";
import { asReader, buildGrant } from "@/tests/support/build-askers";
import { buildChapter, buildReader } from "@/tests/support/builders";
import { useFaultProxy } from "@/tests/support/faults/fault-proxy";
import { useTestDatabase } from "@/tests/support/test-database";

const database = useTestDatabase();
const proxy = useFaultProxy(database, 11);
const EACH_MS = 20;
const MOST_MS = 15_000;

/** They ask in groups, so few calls fail, each of them slowly: that has to be enough to know that the database is away. */
it("a crowd before a database that fell silent is soon answered from what was told lately", {
  timeout: 60_000,
}, async () => {
  const { id: chapterId } = await buildChapter({ slug: "one" });
  const { id: readerId } = await buildReader();
  await buildGrant({ chapterId, readerId });
  const look = () => judgeChapter({ slug: "one", asker: asReader(readerId), now: new Date() });
  expect((await look())?.edition).toBe("full");
  proxy.silence();
  const looks: ReturnType<typeof look>[] = [];
  for (let passed = 0; passed < MOST_MS && !isDatabaseAway(); passed += EACH_MS) {
    looks.push(look());
    await sleep(EACH_MS);
  }
  expect(isDatabaseAway()).toBe(true);
  const answers = await Promise.all([...looks, look()]);
  expect(answers.every((judged) => judged?.edition === "full")).toBe(true);
});
