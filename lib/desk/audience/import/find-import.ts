/** A dry run as its page shows it: how many would be imported, and each line that would not, with the reason. */
import { eq } from "drizzle-orm";
import { z } from "zod";
import { audienceImports } from "@/drizzle/schema/desk";
import { read } from "@/lib/db/transaction";
import { type ImportReport, importReport } from "@/lib/desk/audience/import/stored-import";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

export type FoundImport = {
  id: string;
  fileName: string;
  report: ImportReport;
  startsCourse: boolean;
  importedAt: Date | null;
};

export async function findImport({
  actor,
  id,
}: {
  actor: Actor;
  id: string;
}): Promise<Result<FoundImport, "forbidden" | "no_such_import">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  if (!z.uuid().safeParse(id).success) return err("no_such_import");
  const [row] = await read((db) =>
    db
      .select({
        id: audienceImports.id,
        fileName: audienceImports.fileName,
        report: audienceImports.report,
        startsCourse: audienceImports.startsCourse,
        importedAt: audienceImports.importedAt,
      })
      .from(audienceImports)
      .where(eq(audienceImports.id, id)),
  );
  if (!row) return err("no_such_import");
  const report = importReport.parse(row.report);
  return ok({ ...row, report, startsCourse: row.startsCourse === "yes" });
}
