/** A database that can be broken: a proxy before each of its addresses, which cuts some calls. */
import pg from "pg";
import type { Endings } from "@/cli/start/endings";
import { startFaultProxy } from "@/cli/start/faults/database-proxy";
import { type Config, publishSettings } from "@/lib/config";
import { isPooledVercelAddress } from "@/lib/db/pool";

/** The 3% day of the book. */
const CUT_SHARE = 0.03;

type Addresses = Pick<Config, "databaseUrl" | "directDatabaseUrl">;

/** One sentence on why it cannot be broken here. */
export function databaseObstacle(addresses: Addresses): string | undefined {
  const urls = addressesOf(addresses);
  if (urls.some((url) => !new URL(url).hostname))
    return "The database is reached through a file, and only a network address can be broken on purpose.";
  if (urls.some((url) => isPooledVercelAddress(url) || usesTls(url)))
    return "The calls to the database are encrypted, so that none can be picked out and broken on purpose.";
  return undefined;
}

type Options = { addresses: Addresses; isBroken(): boolean; endings: Endings };

/** Afterwards the site reaches its database through the proxies. */
export async function standBeforeDatabase({ addresses, isBroken, endings }: Options) {
  const faults = {
    get rate() {
      return isBroken() ? CUT_SHARE : 0;
    },
    random: Math.random,
  };
  const proxied = new Map<string, string>();
  for (const url of new Set(addressesOf(addresses))) {
    const proxy = await startFaultProxy(url, faults);
    endings.add(proxy.close);
    proxied.set(url, proxy.url);
  }
  const { databaseUrl = "", directDatabaseUrl = "" } = addresses;
  publishSettings({
    POSTGRES_URL: proxied.get(databaseUrl),
    POSTGRES_URL_NON_POOLING: proxied.get(directDatabaseUrl),
  });
}

const addressesOf = ({ databaseUrl, directDatabaseUrl }: Addresses): string[] =>
  [databaseUrl, directDatabaseUrl].filter((url) => url !== undefined);

/** As the driver reads the address, and what the machine sets for it. */
const usesTls = (connectionString: string) => Boolean(new pg.Client({ connectionString }).ssl);
