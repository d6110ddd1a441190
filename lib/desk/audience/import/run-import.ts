/** Imports what a dry run promised, all or nothing and once; whoever signed up or left meanwhile is left as they are. */
import { eq, sql } from "drizzle-orm";
import { audienceImports } from "@/drizzle/schema/desk";
import { getBookSettings } from "@/lib/book/settings";
import { recordAudit } from "@/lib/db/audit";
import type { Db } from "@/lib/db/pool";
import { transaction } from "@/lib/db/transaction";
import { findStandings } from "@/lib/desk/audience/import/standings";
import { type ImportRow, importReport, importRows } from "@/lib/desk/audience/import/stored-import";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";
import { dayOf } from "@/lib/signups/course/mornings";

type Import = { actor: Actor; id: string; startsCourse: boolean; network: string; now: Date };

/** The longest list takes some seconds, on a busy machine more. */
const DEADLINE_MS = 60_000;
/** The database cannot tell how long a list in a parameter is, and joins short ones in the way that suits them. */
const AT_ONCE = 1_000;

export type Imported = { imported: number; wasDone: boolean };

export async function runImport(
  order: Import,
): Promise<Result<Imported, "forbidden" | "no_such_import">> {
  if (!hasRight(order.actor, "people")) return err("forbidden");
  const { timezone } = await getBookSettings();
  const startedOn = dayOf(order.now, timezone);
  return transaction(async (tx) => {
    const found = await holdImport(tx, order.id);
    if (!found) return err("no_such_import");
    if (found.importedAt) return ok({ imported: found.report.imported ?? 0, wasDone: true });
    const imported = await writePeople(tx, { ...order, ...found, startedOn });
    await finish(tx, { ...order, ...found, imported });
    return ok({ imported, wasDone: false });
  }, DEADLINE_MS);
}

/** A second press waits here until the first is done. */
async function holdImport(tx: Db, id: string) {
  const [row] = await tx
    .select()
    .from(audienceImports)
    .where(eq(audienceImports.id, id))
    .for("update");
  if (!row) return undefined;
  const { fileName, importedAt } = row;
  return {
    fileName,
    importedAt,
    rows: importRows.parse(row.rows),
    report: importReport.parse(row.report),
  };
}

type Stored = NonNullable<Awaited<ReturnType<typeof holdImport>>>;

async function writePeople(
  tx: Db,
  order: Import & Stored & { startedOn: string },
): Promise<number> {
  const standings = await findStandings(
    tx,
    order.rows.map(({ email }) => email),
  );
  const rows = order.rows.filter(({ email }) => !standings.has(email));
  let written = 0;
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    await tx.execute(writeReaders(some));
    written += (await tx.execute(writeEnrolments({ ...order, rows: some }))).rows.length;
  }
  return written;
}

const given = (rows: ImportRow[]) => sql`
  jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(email text, proof text, at timestamptz)`;

/** In one order, so that two imports never wait for each other. The address is not proven: nobody clicked anything. */
const writeReaders = (rows: ImportRow[]) => sql`
  insert into readers (email) select email from ${given(rows)} order by email on conflict (email) do nothing`;

function writeEnrolments({
  rows,
  report,
  startsCourse,
  startedOn,
  network,
}: Import & Stored & { startedOn: string }) {
  return sql`
    with enrolled as (
      insert into enrolments (reader_id, source, state, confirmed_at, started_on, next_due_at)
      select readers.id, 'import', ${startsCourse ? "active" : "none"}, coalesce(given.at, now()),
        ${startsCourse ? startedOn : null}::date, ${startsCourse ? sql`now()` : sql`null::timestamptz`}
      from ${given(rows)} join readers on readers.email = given.email
      order by readers.email
      on conflict (reader_id) do nothing
      returning reader_id
    )
    insert into consents (reader_id, proof, wording, wording_version, page, network, created_at)
    select enrolled.reader_id, coalesce(given.proof, ${report.proof}), ${report.wording}, 0, 'import', ${network},
      coalesce(given.at, now())
    from enrolled join readers on readers.id = enrolled.reader_id join ${given(rows)} on given.email = readers.email
    returning reader_id`;
}

/** The addresses now stand where they belong, so the list itself is forgotten. */
async function finish(tx: Db, order: Import & Stored & { imported: number }): Promise<void> {
  const { id, actor, network, startsCourse, fileName, imported, report } = order;
  await tx
    .update(audienceImports)
    .set({
      rows: [],
      report: { ...report, imported },
      startsCourse: startsCourse ? "yes" : "no",
      importedAt: sql`now()`,
    })
    .where(eq(audienceImports.id, id));
  await recordAudit(tx, {
    actor: nameOf(actor),
    action: "audience.imported",
    subject: id,
    after: { fileName, imported, startsCourse, wording: report.wording, proof: report.proof },
    network,
  });
}
