/** Breaks mail or the database on purpose, and mends them: the launcher does it, for whoever started it with --break; the site holds no switch. */
import { sql } from "drizzle-orm";
import { z } from "zod";
import { auditLog } from "@/drizzle/schema/db";
import { getConfig } from "@/lib/config";
import { recordAudit } from "@/lib/db/audit";
import { transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export const BREAKABLE = ["mail", "database"] as const;
export type Breakable = (typeof BREAKABLE)[number];

export type Faults = {
  /** What can be broken here. */
  available: Breakable[];
  /** What is broken now; each ends by itself. */
  broken: Outage[];
};
export type Outage = { what: Breakable; until: Date };

/** `not_available`: the site was started without --break, or its launcher is gone. */
type Refusal = "forbidden" | "not_available";
type Asking = { actor: Actor; what: Breakable };

const ANSWERS_WITHIN_MS = 2_000;

const outage = z.object({ what: z.enum(BREAKABLE), until: z.coerce.date() });
const answer = z.object({
  available: z.array(z.enum(BREAKABLE)),
  faults: z.array(outage),
  /** The outage that this call began or ended. */
  changed: outage.optional(),
});

export async function findFaults(actor: Actor): Promise<Result<Faults, Refusal>> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const told = await askLauncher();
  return told ? ok(faultsOf(told)) : err("not_available");
}

/** For ten minutes at most; what is broken already stays so no longer than it would have. */
export const breakOnPurpose = (asking: Asking) => steer(asking, "break");

/** What is whole already stays whole. */
export const mend = (asking: Asking) => steer(asking, "mend");

async function steer(
  { actor, what }: Asking,
  action: "break" | "mend",
): Promise<Result<Faults, Refusal>> {
  if (!hasRight(actor, "publish")) return err("forbidden");
  const told = await askLauncher({ what, action });
  if (!told) return err("not_available");
  if (told.changed) await recordOutage(actor, { action, outage: told.changed });
  return ok(faultsOf(told));
}

const faultsOf = ({ available, faults }: z.infer<typeof answer>): Faults => ({
  available,
  broken: faults,
});

/** Undefined where nobody answers as the launcher does. */
async function askLauncher(body?: { what: Breakable; action: "break" | "mend" }) {
  const { faultControlUrl } = getConfig();
  if (!faultControlUrl) return undefined;
  try {
    const response = await fetch(faultControlUrl, {
      method: body ? "POST" : "GET",
      headers: { "content-type": "application/json" },
      body: body && JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(ANSWERS_WITHIN_MS),
    });
    return response.ok ? answer.safeParse(await response.json()).data : undefined;
  } catch {
    return undefined;
  }
}

type Change = { action: "break" | "mend"; outage: Outage };

/** Once for each outage, also when the answer to this very commit is cut. */
async function recordOutage(actor: Actor, change: Change): Promise<void> {
  const action = change.action === "break" ? "faults.broken" : "faults.mended";
  const { what: subject, until } = change.outage;
  const after = { until: until.toISOString() };
  await transaction(async (tx) => {
    const { rowCount } = await tx.execute(sql`
      select from ${auditLog}
      where action = ${action} and subject = ${subject} and after->>'until' = ${after.until}`);
    if (!rowCount) await recordAudit(tx, { actor: nameOf(actor), action, subject, after });
  });
}
