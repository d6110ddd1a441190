/** Lets a command line in: it shows a code, its person types that on a page of the workshop, and it fetches its token once. */
import { randomInt } from "node:crypto";
import { and, eq, gt, sql } from "drizzle-orm";
import { deviceLogins } from "@/drizzle/schema/author";
import { makeApiTokenIn, type Scope } from "@/lib/author/tokens/tokens";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { consume } from "@/lib/db/rate-limit";
import { transaction } from "@/lib/db/transaction";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { hashToken, makeToken } from "@/lib/readers/sign-in-secrets";
import { err, ok, type Result } from "@/lib/result";
import { seal, unseal } from "@/lib/signing";

export const DEVICE_MINUTES = 10;
/** No vowels and nothing that looks like something else: no words, no doubts. */
const LETTERS = "BCDFGHJKLMNPQRSTVWXZ";

export type DeviceLogin = { userCode: string; deviceCode: string };

const STARTS_PER_NETWORK = { points: 20, perSeconds: 3_600 };

export async function startDeviceLogin(
  network: string,
): Promise<Result<DeviceLogin, "too_many_requests">> {
  const limit = await consume({ key: `device-login:${network}`, ...STARTS_PER_NETWORK });
  if (!limit.isAllowed) return err("too_many_requests");
  const login = { userCode: makeUserCode(), deviceCode: makeToken() };
  await transaction((tx) =>
    tx
      .insert(deviceLogins)
      .values({
        userCode: login.userCode,
        deviceHash: hashToken(login.deviceCode),
        network,
        expiresAt: sql`now() + ${DEVICE_MINUTES} * interval '1 minute'`,
      })
      .onConflictDoNothing(),
  );
  return ok(login);
}

function makeUserCode(): string {
  const letters = Array.from({ length: 8 }, () => LETTERS[randomInt(LETTERS.length)]);
  return `${letters.slice(0, 4).join("")}-${letters.slice(4).join("")}`;
}

type Decision = { actor: Actor; userCode: string; scopes: Scope[]; name: string };

/** Pressing twice changes nothing. The code comes from the person's own terminal, so they know whom they let in. */
export async function approveDeviceLogin({
  actor,
  userCode,
  scopes,
  name,
}: Decision): Promise<Result<undefined, "forbidden" | "no_such_code" | "too_many_requests">> {
  if (actor.role === "nobody" || !hasRight(actor, "write")) return err("forbidden");
  const limit = await consume({ key: `device-code:${actor.email}`, points: 20, perSeconds: 600 });
  if (!limit.isAllowed) return err("too_many_requests");
  return transaction(async (tx) => {
    const [login] = await tx
      .select()
      .from(deviceLogins)
      .where(
        and(eq(deviceLogins.userCode, plain(userCode)), gt(deviceLogins.expiresAt, sql`now()`)),
      )
      .for("update");
    if (!login) return err("no_such_code");
    if (login.state !== "waiting") return ok(undefined);
    const { id: tokenId, token } = await makeApiTokenIn(tx, { actor, scopes, name });
    await tx
      .update(deviceLogins)
      .set({ state: "approved", tokenId, sealedToken: await seal(token) })
      .where(eq(deviceLogins.id, login.id));
    await recordAudit(tx, {
      actor: nameOf(actor),
      action: "device.allowed",
      subject: `token:${tokenId}`,
      after: { name, scopes },
      /** Where the command line runs, which need not be where its person sits. */
      network: login.network,
    });
    return ok(undefined);
  });
}

/** As people type it: any case, with or without the dash. */
function plain(typed: string): string {
  const letters = typed.toUpperCase().replace(/[^A-Z]/g, "");
  return `${letters.slice(0, 4)}-${letters.slice(4)}`;
}

export type Fetched = { state: "waiting" } | { state: "approved"; token: string };

/**
 * Asked every few seconds by the command line. The token stays fetchable until the login ends, so that a lost answer
 * loses nothing; the sealed copy is blanked then.
 */
export async function fetchDeviceToken(deviceCode: string): Promise<Result<Fetched, "ended">> {
  return transaction(async (tx) => {
    const login = await findLogin(tx, deviceCode);
    if (!login) return err("ended");
    if (!login.sealedToken) return ok({ state: "waiting" as const });
    return ok({ state: "approved" as const, token: await unseal(login.sealedToken) });
  });
}

async function findLogin(tx: Db, deviceCode: string) {
  const [login] = await tx
    .select()
    .from(deviceLogins)
    .where(
      and(
        eq(deviceLogins.deviceHash, hashToken(deviceCode)),
        gt(deviceLogins.expiresAt, sql`now()`),
      ),
    );
  return login;
}

/** Run by the clock: what has ended is forgotten, and with it the sealed tokens. */
export async function purgeDeviceLogins(): Promise<void> {
  await transaction((tx) => tx.execute(sql`delete from device_logins where expires_at < now()`));
}
