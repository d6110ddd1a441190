/** Two minutes of a busy evening: signups, logins and gated reads at a rate, while rights are given and taken; every answer is checked. */
import { like } from "drizzle-orm";
import { atRate } from "@/cli/bench/evening/open-loop";
import { changeRight, chapterIdOf, makeReaders, type Reader } from "@/cli/bench/evening/readers";
import { logIn, readChapter, signUp, type Visit, type Visited } from "@/cli/bench/evening/visits";
import { readers as readerTable } from "@/drizzle/schema/readers";
import { read } from "@/lib/db/transaction";
import type { Received } from "@/tests/support/mail-server";

const READERS = 200;
const SECONDS = 120;
const PER_SECOND = { reads: 300, signups: 20, logins: 0.5, changes: 2 };

export type Evening = {
  visits: Visit[];
  changes: number;
  /** Acknowledged signups that the database does not hold: the ledger. */
  lost: number;
};

export async function measureEvening(site: Visited, received: Received[]): Promise<Evening> {
  const people = await makeReaders(READERS, site.slug);
  const chapterId = await chapterIdOf(site.slug);
  const visits: Visit[] = [];
  let changes = 0;
  const note = async (what: string, visit: Promise<Visit>) => {
    const broken = { what, outcome: "wrong", ms: Number.NaN } as const;
    visits.push(await visit.catch(() => broken));
  };
  const change = async () => {
    await changeRight(oneOf(people.filter(isSettled)), chapterId);
    changes += 1;
  };
  await Promise.all([
    atRate({
      perSecond: PER_SECOND.reads,
      seconds: SECONDS,
      work: () => note("gated read", readChapter(site, oneOf(people))),
    }),
    atRate({
      perSecond: PER_SECOND.signups,
      seconds: SECONDS,
      work: () => note("signup", signUp(site)),
    }),
    atRate({
      perSecond: PER_SECOND.logins,
      seconds: SECONDS,
      work: () => note("login", logIn(site, received)),
    }),
    atRate({ perSecond: PER_SECOND.changes, seconds: SECONDS, work: change }),
  ]);
  const acknowledged = visits.filter(
    ({ what, outcome }) => what === "signup" && outcome === "right",
  );
  return { visits, changes, lost: Math.max(0, acknowledged.length - (await countSignups())) };
}

/** One change at a time, so that what it may read is known. */
const isSettled = ({ changedAt }: Reader) => performance.now() > changedAt + 2_000;

function oneOf<T>(all: T[]): T {
  const one = all[Math.floor(Math.random() * all.length)];
  if (one === undefined) throw new Error("Nobody is there.");
  return one;
}

const countSignups = () =>
  read((db) => db.$count(readerTable, like(readerTable.email, "signup-%@example.com")));
