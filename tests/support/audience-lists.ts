/** Uploads a list as the import page does, and presses its button. */
import { findImport } from "@/lib/desk/audience/import/find-import";
import { planImport } from "@/lib/desk/audience/import/plan-import";
import { runImport } from "@/lib/desk/audience/import/run-import";
import { author } from "@/tests/support/people";

export const IMPORT_DAY = new Date("2026-11-20T10:00:00Z");

export function uploadList(csv: string | Uint8Array, proof = "Form on example.com") {
  const bytes = typeof csv === "string" ? new TextEncoder().encode(csv) : csv;
  const list = { fileName: "list.csv", bytes, wording: "Letters about the book", proof };
  return planImport({ actor: author(), ...list, now: IMPORT_DAY });
}

export async function planList(csv: string | Uint8Array, proof?: string) {
  const planned = await uploadList(csv, proof);
  if (!planned.ok) throw new Error(planned.reason);
  const found = await findImport({ actor: author(), id: planned.value });
  if (!found.ok) throw new Error(found.reason);
  return found.value;
}

export const pressImport = (id: string, startsCourse = false) =>
  runImport({ actor: author(), id, startsCourse, network: "203.0.113.0/24", now: IMPORT_DAY });
