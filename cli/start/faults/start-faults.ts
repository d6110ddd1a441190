/** `--break`: proxies before database and mail, and an address through which the desk breaks and mends them. */
import type { Endings } from "@/cli/start/endings";
import { startControl } from "@/cli/start/faults/control";
import { databaseObstacle, standBeforeDatabase } from "@/cli/start/faults/database-faults";
import { mailObstacle, standBeforeMail } from "@/cli/start/faults/mail-faults";
import { makeSwitches } from "@/cli/start/faults/switches";
import { StartProblem } from "@/cli/start/start-problem";
import { getConfig, publishSettings } from "@/lib/config";
import type { Breakable } from "@/lib/desk/faults";

export type Breaking = { available: Breakable[]; obstacles: string[] };

type Options = { endings: Endings; signal: AbortSignal };

/** Afterwards the settings name the proxies, also for child processes. All is whole until somebody asks otherwise. */
export async function startFaults({ endings, signal }: Options): Promise<Breaking> {
  const { databaseUrl, directDatabaseUrl, mailUrl } = getConfig();
  const addresses = { databaseUrl, directDatabaseUrl };
  const obstacles = { mail: mailObstacle(mailUrl), database: databaseObstacle(addresses) };
  const breaking = judge(obstacles);
  const { available } = breaking;
  const told: Partial<Record<Breakable, () => void>> = {};
  const switches = makeSwitches({ available, onChange: (what) => told[what]?.() });
  endings.add(async () => switches.close());
  /** Work in hand ends sooner where nothing hangs. */
  signal.addEventListener("abort", switches.mendAll, { once: true });
  const isBroken = (what: Breakable) => () => switches.isBroken(what);
  if (!obstacles.database)
    await standBeforeDatabase({ addresses, isBroken: isBroken("database"), endings });
  if (!obstacles.mail)
    told.mail = await standBeforeMail({ mailUrl, isBroken: isBroken("mail"), endings });
  const control = await startControl(switches);
  endings.add(control.close);
  publishSettings({ FAULT_CONTROL_URL: control.url });
  return breaking;
}

function judge(found: Record<Breakable, string | undefined>): Breaking {
  const obstacles = [found.mail, found.database].filter((sentence) => sentence !== undefined);
  const available = (["mail", "database"] as const).filter((what) => !found[what]);
  if (available.length > 0) return { available, obstacles };
  throw new StartProblem(
    `There is nothing to break here: start without --break. ${obstacles.join(" ")}`,
  );
}
