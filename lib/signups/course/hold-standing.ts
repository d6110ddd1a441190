/** One reader's standing, held until the transaction ends, so that the scheduler and a second press wait for it. */
import { eq } from "drizzle-orm";
import { enrolments } from "@/drizzle/schema/signups";
import type { Db } from "@/lib/db/pool";
import { findStandings, type Standing } from "@/lib/signups/course/standing";

type Question = { readerId: string; authorsZone: string };

export async function holdStanding(
  tx: Db,
  { readerId, authorsZone }: Question,
): Promise<Standing | undefined> {
  await tx
    .select({ readerId: enrolments.readerId })
    .from(enrolments)
    .where(eq(enrolments.readerId, readerId))
    .for("update");
  const [standing] = await findStandings(tx, { readerIds: [readerId], authorsZone });
  return standing;
}
