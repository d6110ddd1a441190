/** Signing in proves the address, so what was unlocked with it becomes the reader's in the same transaction. */

import type { Db } from "@/lib/db/pool";
import * as readers from "@/lib/readers/sign-in";
import { adoptSignups } from "@/lib/signups/adopt-signups";

type ByCode = Omit<Parameters<typeof readers.signInByCode>[0], "onProven">;
type ByLink = Omit<Parameters<typeof readers.signInByLink>[0], "onProven">;

export const signInByCode = (request: ByCode) =>
  readers.signInByCode({ ...request, onProven: adoptAll });

export const signInByLink = (request: ByLink) =>
  readers.signInByLink({ ...request, onProven: adoptAll });

export async function adoptAll(tx: Db, reader: { id: string }): Promise<void> {
  await adoptSignups(tx, { readerId: reader.id });
}
