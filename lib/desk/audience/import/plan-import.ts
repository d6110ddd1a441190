/** The dry run of a list: says what an import would do, keeps the list for it, and changes nobody. */
import { audienceImports } from "@/drizzle/schema/desk";
import { transaction } from "@/lib/db/transaction";
import { judgeLines, type LeftOut, type ReadyLine } from "@/lib/desk/audience/import/judge-lines";
import { type ListProblem, readList } from "@/lib/desk/audience/import/read-list";
import { findStandings, type Standing } from "@/lib/desk/audience/import/standings";
import type { ImportReport, ImportRow } from "@/lib/desk/audience/import/stored-import";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

type List = {
  actor: Actor;
  fileName: string;
  bytes: Uint8Array;
  wording: string;
  /** For every line that has none of its own; may be empty. */
  proof: string;
  now: Date;
};

const DEADLINE_MS = 20_000;

/** Answers the id of the dry run. */
export async function planImport(list: List): Promise<Result<string, "forbidden" | ListProblem>> {
  const { actor, fileName, bytes, wording, proof, now } = list;
  if (!hasRight(actor, "people")) return err("forbidden");
  const lines = readList(bytes);
  if (!lines.ok) return lines;
  const judged = judgeLines({ lines: lines.value, hasProofForAll: proof !== "", now });
  return transaction(async (tx) => {
    const standings = await findStandings(
      tx,
      judged.ready.map(({ email }) => email),
    );
    const ready = judged.ready.filter(({ email }) => !standings.has(email));
    const leftOut = [
      ...judged.leftOut,
      ...judged.ready.flatMap((line) => explainStanding(line, standings)),
    ];
    const report: ImportReport = {
      wording,
      proof,
      lines: lines.value.length,
      ready: ready.length,
      leftOut: leftOut.toSorted((a, b) => a.line - b.line),
    };
    const rows: ImportRow[] = ready.map(({ email, proof, consentedAt: at }) => ({
      email,
      proof,
      at,
    }));
    const [kept] = await tx
      .insert(audienceImports)
      .values({ fileName: fileName.slice(0, 200), rows, report, author: nameOf(actor) })
      .returning({ id: audienceImports.id });
    if (!kept) throw new Error("A dry run was not kept.");
    return ok(kept.id);
  }, DEADLINE_MS);
}

function explainStanding({ line, email }: ReadyLine, standings: Map<string, Standing>): LeftOut[] {
  const reason = standings.get(email);
  return reason ? [{ line, address: email, reason }] : [];
}
