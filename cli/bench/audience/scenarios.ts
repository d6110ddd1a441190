/** What an author asks of the audience: each page, with filters that find most, few and nobody. */

import { sql } from "drizzle-orm";
import { read } from "@/lib/db/transaction";
import { countPeople } from "@/lib/desk/audience/count-people";
import { exportPeople } from "@/lib/desk/audience/export-people";
import type { AudienceFilter } from "@/lib/desk/audience/filter";
import { findPerson } from "@/lib/desk/audience/find-person";
import { countFunnel } from "@/lib/desk/audience/funnel";
import { listPeople } from "@/lib/desk/audience/list-people";
import type { Actor } from "@/lib/readers/actor";

/** `aimMs` only where it is not what every page has to keep. */
export type Scenario = { what: string; run: () => Promise<unknown>; aimMs?: number };

export async function listScenarios(actor: Actor): Promise<Scenario[]> {
  const common = await findChapter("chapter-1");
  const rare = await findChapter("chapter-14");
  const filters: [string, AudienceFilter][] = [
    ["everybody", {}],
    ["confirmed", { confirmed: "yes" }],
    ["not confirmed", { confirmed: "no" }],
    ["buyers", { buyer: "yes" }],
    ["no buyers", { buyer: "no" }],
    ["paused", { state: "paused" }],
    ["left", { state: "left" }],
    ["imported, no course", { state: "none" }],
    ["exactly 3 lessons", { lessons: 3, lessonsHow: "exactly" }],
    ["at least 4 lessons", { lessons: 4 }],
    ["at least 7 lessons: nobody", { lessons: 7 }],
    ["a common chapter", { chapter: common }],
    ["a rare chapter", { chapter: rare }],
    ["address begins with a letter", { address: "a" }],
    ["address begins with a name", { address: "grace.1" }],
    ["address of nobody", { address: "nobody.at.all" }],
    ["a large mail host", { address: "@gmail.com" }],
    ["one company", { address: "@company77.example" }],
    ["confirmed buyers who paused", { confirmed: "yes", buyer: "yes", state: "paused" }],
    ["buyers of a rare chapter", { buyer: "yes", chapter: rare }],
    ["active but not confirmed: nobody", { confirmed: "no", state: "active" }],
    [
      "confirmed, at least 2, no buyer, common chapter",
      { confirmed: "yes", lessons: 2, buyer: "no", chapter: common },
    ],
    ["a company's buyers", { address: "@company77.example", buyer: "yes" }],
    ["a letter, unconfirmed, rare chapter", { address: "w", confirmed: "no", chapter: rare }],
  ];
  return [
    ...filters.flatMap(([what, filter]) => [
      { what: `list: ${what}`, run: () => listPeople({ actor, filter }) },
      { what: `count: ${what}`, run: () => countPeople({ actor, filter }) },
    ]),
    ...(await listDeepPages(actor)),
    await openPerson(actor),
    { what: "export, a batch of its file", run: () => takeFirstBatch(actor), aimMs: 1_000 },
    { what: "funnel, as kept", run: () => countFunnel({ actor }) },
    { what: "funnel, counted anew, once a minute", run: () => countAnew(actor), aimMs: 1_000 },
  ];
}

/** The middle of the table, and the page before it. */
async function listDeepPages(actor: Actor): Promise<Scenario[]> {
  const place = await findMiddle();
  return [
    {
      what: "list: page in the middle",
      run: () => listPeople({ actor, filter: {}, place: { after: place } }),
    },
    {
      what: "list: page before the middle",
      run: () => listPeople({ actor, filter: {}, place: { before: place } }),
    },
    {
      what: "list: buyers, page in the middle",
      run: () => listPeople({ actor, filter: { buyer: "yes" }, place: { after: place } }),
    },
  ];
}

async function openPerson(actor: Actor): Promise<Scenario> {
  const listed = await listPeople({ actor, filter: { lessons: 6, buyer: "yes" } });
  const readerId = listed.ok ? listed.value.people[0]?.readerId : undefined;
  if (!readerId) throw new Error("Nobody finished and bought.");
  return { what: "a person's page", run: () => findPerson({ actor, readerId }) };
}

/** The first chunk is the line of names. */
async function takeFirstBatch(actor: Actor) {
  const taken = await exportPeople({ actor, filter: {}, network: "203.0.113.0/24" });
  if (!taken.ok) throw new Error(taken.reason);
  await taken.value.next();
  await taken.value.next();
  await taken.value.return(undefined);
}

async function countAnew(actor: Actor) {
  await read((db) => db.execute(sql`delete from numbers`));
  return countFunnel({ actor });
}

async function findChapter(slug: string): Promise<string> {
  const { rows } = await read((db) =>
    db.execute<{ id: string }>(sql`select id from chapters where slug = ${slug}`),
  );
  if (!rows[0]) throw new Error(`There is no ${slug}.`);
  return rows[0].id;
}

async function findMiddle(): Promise<string> {
  const { rows } = await read((db) =>
    db.execute<{ place: string }>(sql`
      select to_char(created_at at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || '_' || reader_id as place
      from enrolments where created_at < now() - interval '40 days' order by created_at desc, reader_id desc limit 1`),
  );
  return rows[0]?.place ?? "";
}
