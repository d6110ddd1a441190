/** Everybody who may stand before the gate, and grants that give one of them a right. */
import { randomUUID } from "node:crypto";
import { grants } from "@/drizzle/schema/access";
import type { Asker, Grant } from "@/lib/access/asker";
import { getDb } from "@/lib/db/pool";
import { buildReader } from "@/tests/support/builders";

export const browserWith = (...grantIds: string[]): Asker => ({ kind: "visitor", grantIds });

export const asReader = (readerId: string, ...grantIds: string[]): Asker => ({
  kind: "reader",
  readerId,
  grantIds,
});

/** A signed-in reader without any right. */
export const buildStranger = async () => asReader((await buildReader()).id);

export const buildAuthor = async (): Promise<Asker> => ({
  kind: "author",
  readerId: (await buildReader()).id,
  grantIds: [],
});

type NewGrant = {
  readerId?: string;
  /** Without one: the whole book. */
  chapterId?: string;
  source?: Grant["source"];
  expiresAt?: Date;
  revokedAt?: Date;
};

export async function buildGrant({ chapterId, source = "unlock", ...grant }: NewGrant) {
  const scope = chapterId ? ("chapter" as const) : ("book" as const);
  const id = randomUUID();
  await getDb()
    .insert(grants)
    .values({ id, scope, chapterId, source, cause: `test:${id}`, ...grant });
  return id;
}
