/** What an entry of the audit log is about, by the name it has now; what is gone keeps the name that was written down. */
import { inArray } from "drizzle-orm";
import { z } from "zod";
import { incidents } from "@/drizzle/schema/alarms";
import { apiTokens } from "@/drizzle/schema/author";
import { chapters } from "@/drizzle/schema/book";
import { broadcasts } from "@/drizzle/schema/desk";
import { failures } from "@/drizzle/schema/jobs";
import { lessons } from "@/drizzle/schema/lessons";
import { readers } from "@/drizzle/schema/readers";
import type { Db } from "@/lib/db/pool";

export type AuditSubject =
  | { kind: "chapter"; name: string; slug: string; isGone: boolean }
  | { kind: "lesson" | "broadcast" | "person" | "incident"; name: string; id: string }
  /** Its name is its cause, as in the logs. */
  | { kind: "failure"; name: string; id: string }
  | { kind: "other"; name: string };

type Row = { action: string; subject: string; before: unknown; after: unknown };

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Looked up for the rows of one page alone. */
export async function nameSubjects(db: Db, rows: Row[]): Promise<(row: Row) => AuditSubject> {
  const bare = rows.flatMap(({ subject }) => (UUID.test(subject) ? subject : []));
  const known = new Map<string, AuditSubject>([
    ...(await findChapters(db, idsOf(rows, "chapter"))),
    ...(await findTokens(db, idsOf(rows, "token"))),
    ...(await findLessons(db, idsOf(rows, "lesson"))),
    ...(await findBroadcasts(db, bare)),
    ...(await findPeople(db, bare)),
    ...(await findFailures(db, bare)),
    ...(await findIncidents(db, bare)),
  ]);
  return (row) => known.get(row.subject) ?? { kind: "other", name: nameOf(row) };
}

const idsOf = (rows: Row[], kind: string): string[] =>
  rows.flatMap(({ subject }) =>
    subject.startsWith(`${kind}:`) ? subject.slice(kind.length + 1) : [],
  );

type Named = Promise<[string, AuditSubject][]>;

async function findChapters(db: Db, ids: string[]): Named {
  if (ids.length === 0) return [];
  const found = await db.select().from(chapters).where(inArray(chapters.id, ids));
  return found.map(({ id, title: name, slug, deletedAt }) => [
    `chapter:${id}`,
    { kind: "chapter", name, slug, isGone: deletedAt !== null },
  ]);
}

async function findTokens(db: Db, ids: string[]): Named {
  if (ids.length === 0) return [];
  const found = await db
    .select({ id: apiTokens.id, name: apiTokens.name, email: apiTokens.email })
    .from(apiTokens)
    .where(inArray(apiTokens.id, ids));
  return found.map(({ id, name, email }) => [
    `token:${id}`,
    { kind: "other", name: `“${name}” of ${email}` },
  ]);
}

async function findLessons(db: Db, names: string[]): Named {
  if (names.length === 0) return [];
  const found = await db
    .select({ id: lessons.id, name: lessons.name, subject: lessons.subject })
    .from(lessons)
    .where(inArray(lessons.name, names));
  return found.map(({ id, name, subject }) => [
    `lesson:${name}`,
    { kind: "lesson", name: subject, id },
  ]);
}

async function findBroadcasts(db: Db, ids: string[]): Named {
  if (ids.length === 0) return [];
  const found = await db
    .select({ id: broadcasts.id, name: broadcasts.subject })
    .from(broadcasts)
    .where(inArray(broadcasts.id, ids));
  return found.map(({ id, name }) => [id, { kind: "broadcast", name: name || "Untitled", id }]);
}

async function findPeople(db: Db, ids: string[]): Named {
  if (ids.length === 0) return [];
  const found = await db
    .select({ id: readers.id, name: readers.email })
    .from(readers)
    .where(inArray(readers.id, ids));
  return found.map(({ id, name }) => [id, { kind: "person", name, id }]);
}

async function findFailures(db: Db, ids: string[]): Named {
  if (ids.length === 0) return [];
  const found = await db
    .select({ id: failures.id, name: failures.cause })
    .from(failures)
    .where(inArray(failures.id, ids));
  return found.map(({ id, name }) => [id, { kind: "failure", name, id }]);
}

async function findIncidents(db: Db, ids: string[]): Named {
  if (ids.length === 0) return [];
  const found = await db
    .select({ id: incidents.id, name: incidents.title })
    .from(incidents)
    .where(inArray(incidents.id, ids));
  return found.map(({ id, name }) => [id, { kind: "incident", name, id }]);
}

const written = z.object({
  slug: z.string().optional(),
  title: z.string().optional(),
  subject: z.string().optional(),
  name: z.string().optional(),
  fileName: z.string().optional(),
});

/** A bare id says nothing to a person; an address or a path does. */
function nameOf({ subject, before, after }: Row): string {
  if (subject === "book" || subject === "audience") return `The ${subject}`;
  for (const side of [after, before]) {
    const { data } = written.safeParse(side);
    const name = data?.title ?? data?.subject ?? data?.name ?? data?.fileName ?? data?.slug;
    if (name) return name;
  }
  const rest = subject.replace(/^\w+:/, "");
  return UUID.test(rest) ? "" : rest;
}
