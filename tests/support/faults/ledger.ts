/** Compares, address by address, who was told yes, who stands in the database, and whose letter was handed over. */
import { setTimeout as sleep } from "node:timers/promises";

type Query = (statement: string) => Promise<Record<string, unknown>[]>;

export type Delivered = { to: string; messageId: string };

export type Ledger = {
  /** Told yes, and missing in a table or among the letters that were handed over. */
  lost: string[];
  /** More than once in a table, or handed two letters that are not one and the same. */
  twice: string[];
  /** In a table or handed a letter, though nobody was told yes. */
  untold: string[];
  /** Letters that were handed over more than once under one Message-ID: a repeat that a mailbox recognises. */
  repeated: number;
};

/** Who gets a daily proof of the alarms by mail, in any run after nine in the morning. */
const AUTHOR = "author@example.com";

export const listReadersLetters = (delivered: Delivered[]): Delivered[] =>
  delivered.filter(({ to }) => to !== AUTHOR);

const OF_READERS = "join readers on readers.id =";

/** One address a row. */
const TABLES = {
  signups: `select email from signups ${OF_READERS} signups.reader_id`,
  consents: `select email from consents join signups on signups.id = consents.signup_id ${OF_READERS} signups.reader_id`,
  grants: `select email from grants join signups on 'signup:' || signups.id = grants.cause ${OF_READERS} signups.reader_id`,
  letters: "select to_address as email from letters",
};

type Books = { query: Query; acknowledged: Iterable<string>; delivered: Delivered[] };

export async function compareLedger({ query, acknowledged, delivered }: Books): Promise<Ledger> {
  const told = new Set(acknowledged);
  const ledger: Ledger = { lost: [], twice: [], untold: [], repeated: 0 };
  const compare = (where: string, listed: string[]) => {
    const there = new Set(listed);
    const name = (address: string) => `${address} (${where})`;
    ledger.lost.push(...[...told].filter((each) => !there.has(each)).map(name));
    ledger.untold.push(...[...there].filter((each) => !told.has(each)).map(name));
    ledger.twice.push(...findRepeated(listed).map(name));
  };
  for (const [table, statement] of Object.entries(TABLES))
    compare(
      table,
      (await query(statement)).map(({ email }) => String(email)),
    );
  const handedOver = listReadersLetters(delivered);
  const letters = new Map(handedOver.map(({ to, messageId }) => [messageId, to]));
  compare("delivered", [...letters.values()]);
  ledger.repeated = findRepeated(handedOver.map(({ messageId }) => messageId)).length;
  return ledger;
}

function findRepeated(all: string[]): string[] {
  const seen = new Set<string>();
  return [...new Set(all.filter((each) => seen.has(each) || !seen.add(each)))];
}

export const isBalanced = ({ lost, twice, untold }: Ledger): boolean =>
  lost.length + twice.length + untold.length === 0;

/** What was counted, and a few addresses where it is not nothing. */
export function sayLedger({ lost, twice, untold, repeated }: Ledger): string {
  const wrong = [...lost, ...twice, ...untold].slice(0, 3);
  return [
    `${lost.length} lost, ${twice.length} twice`,
    ...(untold.length > 0 ? [`${untold.length} untold`] : []),
    ...wrong,
    ...(repeated > 0 ? [`${repeated} letters handed over again under the same id`] : []),
  ].join(", ");
}

const SENT_WITHIN_MS = 15 * 60_000;

/** Milliseconds until no letter waits any more; what still waits after a quarter of an hour shows in the ledger as lost. */
export async function untilAllSent(query: Query): Promise<number> {
  const startedAt = performance.now();
  const took = () => performance.now() - startedAt;
  const waits = async () =>
    (await query("select 1 from letters where state <> 'sent' limit 1")).length > 0;
  while ((await waits()) && took() < SENT_WITHIN_MS) await sleep(500);
  return took();
}
