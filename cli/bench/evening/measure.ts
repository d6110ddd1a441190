/** A site of its own for the busy evening, with a mail server that takes all: load, overload and memory, one after the other. */
import { type Evening, measureEvening } from "@/cli/bench/evening/evening";
import { makeVisit } from "@/cli/bench/evening/hour";
import { type Memory, measureMemory } from "@/cli/bench/evening/memory";
import { measureOverload, type Overload } from "@/cli/bench/evening/overload";
import { makeReaders } from "@/cli/bench/evening/readers";
import { measureStartUp, type StartUp } from "@/cli/bench/evening/start-up";
import { startSite } from "@/cli/bench/servers";
import { startEmbeddedPostgres } from "@/cli/start/embedded-postgres";
import { step } from "@/cli/start/screen";
import { publishSettings } from "@/lib/config";
import { closePool } from "@/lib/db/pool";
import { listLockedFragments } from "@/tests/support/locked-fragments";
import { startMailServer } from "@/tests/support/mail-server";

export type Evenings = {
  startUp: StartUp;
  evening: Evening;
  memory: Memory | undefined;
  overload: Overload;
};

const SLUG = "architecture-principles";
const SETTINGS = { TRUSTED_PROXIES: "1", NEXTAUTH_SECRET: "only-for-this-measurement" };

/** `perSecond`: how many members' chapters the site was seen to serve. */
export async function measureEvenings(perSecond: number, signal: AbortSignal): Promise<Evenings> {
  const startUp = await step("Starting and stopping", () => measureStartUp(signal));
  const mail = await startMailServer();
  const site = await startSite(signal, { ...SETTINGS, MAIL_URL: mail.url });
  const { url: POSTGRES_URL } = await startEmbeddedPostgres({ dataDir: site.dataDir });
  publishSettings({ POSTGRES_URL });
  const visited = { url: site.url, slug: SLUG, locked: findLocked() };
  try {
    const evening = await step("A busy evening (two minutes)", () =>
      measureEvening(visited, mail.received),
    );
    const [{ cookie } = { cookie: "" }] = await makeReaders(1, SLUG);
    const memory = await step("An hour of visits (some minutes)", () =>
      measureMemory({ processId: site.processId, visit: makeVisit(visited, cookie) }),
    );
    const overload = await step("Five times too many (a minute)", () =>
      measureOverload({ url: site.url, path: `/chapters/${SLUG}`, cookie, perSecond }),
    );
    return { startUp, evening, memory, overload };
  } finally {
    await closePool();
    await site.stop();
    await mail.close();
  }
}

function findLocked(): string {
  const fragment = listLockedFragments().find(({ slug }) => slug === SLUG)?.fragments[0];
  if (!fragment) throw new Error(`${SLUG} has nothing behind its lock.`);
  return fragment;
}
