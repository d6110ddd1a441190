/** The filtered audience as CSV, batch by batch: a million people take no more memory than a thousand. */

import Papa from "papaparse";
import { recordAudit } from "@/lib/db/audit";
import { read, transaction } from "@/lib/db/transaction";
import type { AudienceFilter } from "@/lib/desk/audience/filter";
import { type Person, selectPeople } from "@/lib/desk/audience/list-people";
import { PEOPLE_PLACES } from "@/lib/desk/audience/people-places";
import { findSuppressed } from "@/lib/mail/suppression";
import { type Actor, hasRight, nameOf } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const BATCH = 1_000;
const BATCH_WITHIN_MS = 15_000;

type Export = { actor: Actor; filter: AudienceFilter; network: string };

/** Who takes a list away is written down before its first line leaves. Whoever joins meanwhile is not in it. */
export async function exportPeople({
  actor,
  filter,
  network,
}: Export): Promise<Result<AsyncGenerator<string>, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  const entry = { actor: nameOf(actor), action: "audience.exported", subject: "audience" };
  await transaction((tx) => recordAudit(tx, { ...entry, after: { filter }, network }));
  return ok(writeCsv(filter));
}

const COLUMNS = [
  "email",
  "joined_at",
  "source",
  "source_chapter",
  "confirmed_at",
  "status",
  "left_reason",
  "lessons_had",
  "buyer",
  "mail_stopped",
];

/** With the mark by which spreadsheets know that it is UTF-8. */
async function* writeCsv(filter: AudienceFilter): AsyncGenerator<string> {
  yield `\ufeff${toCsv([COLUMNS])}`;
  let place: string | undefined;
  do {
    const batch = await readBatch(filter, place);
    if (batch.length > 0) yield toCsv(batch.map(({ cells }) => cells));
    place = batch.length === BATCH ? batch.at(-1)?.place : undefined;
  } while (place);
}

function readBatch(filter: AudienceFilter, place: string | undefined) {
  return read(async (db) => {
    const people = await selectPeople(db, {
      filter,
      where: PEOPLE_PLACES.isAfter(place),
      limit: BATCH,
    });
    const suppressed = await findSuppressed(
      db,
      people.map(({ email }) => email),
    );
    return people.map((person) => ({
      place: person.place,
      cells: [...toCells(person), yesOrNo(suppressed.has(person.email))],
    }));
  }, BATCH_WITHIN_MS);
}

const toCells = (person: Person) => [
  person.email,
  person.joinedAt.toISOString(),
  person.source,
  person.chapter ?? "",
  person.confirmedAt?.toISOString() ?? "",
  person.state,
  person.leftReason ?? "",
  person.lessonsHad,
  yesOrNo(person.isBuyer),
];

const yesOrNo = (is: boolean) => (is ? "yes" : "no");

/** A cell that a spreadsheet would run as a formula gets a quote in front. */
const toCsv = (rows: unknown[][]) => `${Papa.unparse(rows, { escapeFormulae: true })}\r\n`;
