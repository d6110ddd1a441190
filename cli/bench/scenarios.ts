/** What is measured, each beside bare Node with the very bytes of its answer, and what we aim at. */
import { type Load, measureLoad } from "@/cli/bench/load";
import { becomeMember } from "@/cli/bench/member";
import { type Server, startBareServer } from "@/cli/bench/servers";

export const FREE = "/chapters/getting-started";
const LOCKED_SLUG = "architecture-principles";
export const LOCKED = `/chapters/${LOCKED_SLUG}`;

export const MEMBERS_CHAPTER = "member's chapter";

type Aim = { timesBareNode: number } | { perSecond: number };
type Page = { what: string; path: string; cookie?: string; aim: Aim };

export type Row = {
  what: string;
  load: Load;
  /** The same bytes from bare Node; absent where there is nothing like it. */
  bare?: Load;
  aim: Aim;
};

export async function measureAll(site: Server, signal: AbortSignal): Promise<Row[]> {
  const cookie = await becomeMember(site, LOCKED_SLUG);
  const pages: Page[] = [
    { what: "public chapter", path: FREE, aim: { timesBareNode: 25 } },
    { what: "preview", path: LOCKED, aim: { timesBareNode: 25 } },
    { what: MEMBERS_CHAPTER, path: LOCKED, cookie, aim: { timesBareNode: 100 } },
  ];
  const rows: Row[] = [];
  for (const page of pages) {
    signal.throwIfAborted();
    rows.push(await measurePage(site, page));
  }
  signal.throwIfAborted();
  return [...rows, await measureSignups(site)];
}

async function measurePage(site: Server, { what, path, cookie, aim }: Page): Promise<Row> {
  const headers: Record<string, string> = cookie ? { cookie } : {};
  const answer = await fetch(`${site.url}${path}`, { headers });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}.`);
  const server = await startBareServer(await answer.text());
  const bare = await measureLoad({ server, path: "/" }).finally(server.stop);
  return { what, bare, aim, load: await measureLoad({ server: site, path, headers }) };
}

/** Last, since its letters are sent while and after it runs. */
async function measureSignups(site: Server): Promise<Row> {
  const makeBody = () =>
    JSON.stringify({ email: `bench-${crypto.randomUUID()}@example.com`, chapter: LOCKED_SLUG });
  const load = await measureLoad({ server: site, path: "/api/v1/signups", makeBody });
  return { what: "signup", load, aim: { perSecond: 500 } };
}
