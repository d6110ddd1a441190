/** Which version of a chapter an entry of the audit log came from and led to, by the numbers that authors know. */
import { inArray } from "drizzle-orm";
import { z } from "zod";
import { versions } from "@/drizzle/schema/book";
import type { Db } from "@/lib/db/pool";

export type VersionNumbers = { from?: number; to?: number };

type Row = { before: unknown; after: unknown };

const side = z.object({ version: z.uuid(), number: z.number() }).partial();

export async function numberVersions(db: Db, rows: Row[]): Promise<(row: Row) => VersionNumbers> {
  const sides = rows.flatMap(({ before, after }) => [readSide(before), readSide(after)]);
  const ids = [...new Set(sides.flatMap(({ version }) => version ?? []))];
  const found =
    ids.length === 0
      ? []
      : await db
          .select({ id: versions.id, number: versions.number })
          .from(versions)
          .where(inArray(versions.id, ids));
  const known = new Map(found.map(({ id, number }) => [id, number]));
  const numberOf = ({ version, number }: z.output<typeof side>) =>
    number ?? (version ? known.get(version) : undefined);
  return ({ before, after }) => ({
    from: numberOf(readSide(before)),
    to: numberOf(readSide(after)),
  });
}

/** What names no version at all, or null where there was none. */
function readSide(value: unknown): z.output<typeof side> {
  const parts = Object.entries(typeof value === "object" && value !== null ? value : {});
  const parsed = side.safeParse(Object.fromEntries(parts.filter(([, part]) => part !== null)));
  return parsed.success ? parsed.data : {};
}
