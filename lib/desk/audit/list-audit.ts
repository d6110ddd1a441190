/** Who did what, when and from which version, newest first; what readers did to their own mail only when asked for. */
import { and, asc, desc, gt, isNotNull, lt, type SQL, sql } from "drizzle-orm";
import { editors } from "@/drizzle/schema/author";
import { chapters } from "@/drizzle/schema/book";
import { auditLog } from "@/drizzle/schema/db";
import { getConfig } from "@/lib/config";
import type { Db } from "@/lib/db/pool";
import { read } from "@/lib/db/transaction";
import { AUDIT_KINDS, type AuditKind } from "@/lib/desk/audit/audit-kinds";
import { type AuditSubject, nameSubjects } from "@/lib/desk/audit/name-subjects";
import { numberVersions, type VersionNumbers } from "@/lib/desk/audit/number-versions";
import { type Actor, hasRight } from "@/lib/readers/actor";
import { err, ok, type Result } from "@/lib/result";

const PAGE = 50;

export type AuditFilter = {
  kind?: AuditKind;
  /** An address, whatever its role was; "readers"; or a name that is no address, such as "schedule". */
  by?: string;
  /** The id of a chapter. */
  chapter?: string;
};

/** Of an entry: the page then begins right after it or ends right before it. */
export type AuditPlace = { after?: string; before?: string };

type Row = typeof auditLog.$inferSelect;

export type AuditEntry = Omit<Row, "subject"> & { subject: AuditSubject; versions: VersionNumbers };

export type AuditPage = { entries: AuditEntry[]; older?: string; newer?: string };

type Listing = { actor: Actor; filter?: AuditFilter; place?: AuditPlace };

export async function listAudit({
  actor,
  filter = {},
  place = {},
}: Listing): Promise<Result<AuditPage, "forbidden">> {
  if (!hasRight(actor, "people")) return err("forbidden");
  return ok(
    await read(async (db) => {
      const { rows, ...around } = await findPage(db, { filter, place });
      const subjects = await nameSubjects(db, rows);
      const numbers = await numberVersions(db, rows);
      const entries = rows.map((row) => ({
        ...row,
        subject: subjects(row),
        versions: numbers(row),
      }));
      return { entries, ...around };
    }),
  );
}

/** What the page offers to filter by: whoever may write or once might, and the book's chapters. */
export async function listAuditChoices(actor: Actor) {
  if (!hasRight(actor, "people")) return err("forbidden");
  return read(async (db) => {
    const invited = await db.select({ email: editors.email }).from(editors);
    const named = await db
      .select({ id: chapters.id, title: chapters.title })
      .from(chapters)
      .orderBy(sql`${isNotNull(chapters.deletedAt)}`, asc(chapters.position), asc(chapters.title));
    const addresses = [...getConfig().authorEmails, ...invited.map(({ email }) => email)];
    return ok({ people: [...new Set(addresses)], chapters: named });
  });
}

type Asked = { filter: AuditFilter; place: AuditPlace };

/** One more than a page holds tells whether there is another. */
async function findPage(db: Db, { filter, place }: Asked) {
  const [after, before] = [idOf(place.after), idOf(place.before)];
  const isUpwards = before !== undefined;
  const where = isUpwards ? gt(auditLog.id, before) : after && lt(auditLog.id, after);
  const found = await db
    .select()
    .from(auditLog)
    .where(and(matches(filter), where || undefined))
    .orderBy(isUpwards ? asc(auditLog.id) : desc(auditLog.id))
    .limit(PAGE + 1);
  const hasMore = found.length > PAGE;
  const page = found.slice(0, PAGE);
  const rows = isUpwards ? page.toReversed() : page;
  const hasOlder = isUpwards || hasMore;
  const hasNewer = isUpwards ? hasMore : after !== undefined;
  return {
    rows,
    older: hasOlder ? rows.at(-1)?.id.toString() : undefined,
    newer: hasNewer ? rows[0]?.id.toString() : undefined,
  };
}

/** Undefined for what is no place: the log then begins at its top. */
const idOf = (place: string | undefined): number | undefined =>
  /^\d{1,15}$/.test(place ?? "") ? Number(place) : undefined;

function matches({ kind, by, chapter }: AuditFilter): SQL | undefined {
  return and(
    actedBy(by),
    kind && sql`split_part(${auditLog.action}, '.', 1) in ${[...AUDIT_KINDS[kind]]}`,
    chapter === undefined ? undefined : sql`${auditLog.subject} = ${`chapter:${chapter}`}`,
  );
}

/** Written as the index on what the workshop did has it. */
const BY_WORKSHOP = sql`actor not like 'reader:%'`;

function actedBy(by: string | undefined): SQL | undefined {
  if (by === "readers") return sql`actor like 'reader:%'`;
  if (!by) return BY_WORKSHOP;
  return and(BY_WORKSHOP, sql`actor in ${[by, `author:${by}`, `editor:${by}`]}`);
}
