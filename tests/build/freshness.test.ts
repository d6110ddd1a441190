import { afterAll, beforeAll, expect, it } from "vitest";
import { type FaultProxy, startFaultProxy } from "@/cli/start/faults/database-proxy";
import { orderChapters } from "@/lib/author/chapters/order-chapters";
import { saveChapter } from "@/lib/author/chapters/save-chapter";
import { buildBook } from "@/tests/support/builders";
import { type DeployedSite, startInstance } from "@/tests/support/deployed-site";
import { AUTHOR, publishNow, textWith, writeChapter } from "@/tests/support/drafts";
import { publishAgainAndAgain } from "@/tests/support/publishing";
import { seededRandom } from "@/tests/support/seeded-random";
import { useTestDatabase } from "@/tests/support/test-database";

/** Two instances on one database, each with its own kept pages; the second listens through a proxy that can fail. */

const database = useTestDatabase();
let instances: DeployedSite[] = [];
let proxy: FaultProxy | undefined;

beforeAll(async () => {
  await buildBook();
  await writeChapter("Begins 0.\n\nEnds 0.\n", { access: "free" });
  const settings = {
    POSTGRES_URL: database.url,
    DATA_DIR: database.dataDir,
    NEXTAUTH_SECRET: "a-secret-that-only-tests-know-0123456789",
  };
  proxy = await startFaultProxy(database.url, { rate: 0, random: seededRandom(1) });
  const direct = { POSTGRES_URL_NON_POOLING: proxy.url };
  instances = [await startInstance(settings), await startInstance({ ...settings, ...direct })];
}, 180_000);
afterAll(async () => {
  await Promise.all(instances.map((each) => each.stop()));
  await proxy?.close();
});

const everywhere = (path: string) =>
  Promise.all(
    instances.map(async ({ url }) => {
      const answer = await fetch(`${url}${path}`, { redirect: "manual" });
      return { status: answer.status, html: await answer.text() };
    }),
  );
const urls = () => instances.map(({ url }) => url);
const statuses = async (path: string) => (await everywhere(path)).map(({ status }) => status);

it("shows each publish on every instance, an address that was 404 before too, and never a mixture", {
  timeout: 180_000,
}, async () => {
  expect(await statuses("/chapters/one")).toEqual([404, 404]);
  const { broken, delaysMs } = await publishAgainAndAgain({ urls: urls(), times: 15 });
  expect(broken.filter(({ status }) => status !== 404)).toEqual([]);
  expect(delaysMs).toHaveLength(15);
});

it.each([
  { fault: "down", after: 15 },
  { fault: "silence", after: 25 },
] as const)(
  "stays fresh and whole while an instance cannot listen ($fault), and afterwards",
  {
    timeout: 180_000,
  },
  async ({ fault, after }) => {
    proxy?.[fault]();
    const cut = await publishAgainAndAgain({ urls: urls(), times: 2, after });
    const inARow = await publishAgainAndAgain({
      urls: urls(),
      times: 6,
      after: after + 2,
      inARow: 6,
      before: () => proxy?.up(),
    });
    const healed = await publishAgainAndAgain({ urls: urls(), times: 2, after: after + 8 });
    expect([cut, inARow, healed].flatMap(({ broken }) => broken)).toEqual([]);
  },
);

it("shows a new address and the way from the old one", async () => {
  const text = textWith("Moved.\n", { access: "free", slug: "uno" });
  await saveChapter({ actor: AUTHOR, slug: "one", base: 36, text, door: "web" });
  await publishNow();
  await expect.poll(() => statuses("/chapters/uno"), { timeout: 15_000 }).toEqual([200, 200]);
  await expect.poll(() => statuses("/chapters/one"), { timeout: 15_000 }).toEqual([308, 308]);
});

it("shows another order and another access", async () => {
  await writeChapter("Second.\n\n<!-- lock -->\n\nLocked words.\n", { slug: "two", title: "Two" });
  await publishNow("two");
  const order = async () =>
    (await everywhere("/contents")).map(
      ({ html }) => html.indexOf("/chapters/two") < html.indexOf("/chapters/uno"),
    );
  await expect.poll(order, { timeout: 15_000 }).toEqual([false, false]);
  await orderChapters({ actor: AUTHOR, slugs: ["two", "uno"] });
  await expect.poll(order, { timeout: 15_000 }).toEqual([true, true]);
  const text = textWith("Second.\n\nLocked words.\n", {
    slug: "two",
    title: "Two",
    access: "free",
  });
  await saveChapter({ actor: AUTHOR, slug: "two", base: 1, text, door: "web" });
  await publishNow("two");
  const isOpen = async () =>
    (await everywhere("/chapters/two")).map(({ html }) => html.includes("Locked words"));
  await expect.poll(isOpen, { timeout: 15_000 }).toEqual([true, true]);
});
