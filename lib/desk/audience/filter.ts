/** Which people of the audience somebody means: one filter for the table, its export, saved filters and broadcasts. */
import { and, type SQL, sql } from "drizzle-orm";
import { z } from "zod";

export const STATES = ["unconfirmed", "active", "paused", "left", "finished", "none"] as const;

/** A form sends what was left open as an empty field. */
const open = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === "" ? undefined : value), schema.optional()).optional();

const yesOrNo = z.enum(["yes", "no"]);

/**
 * Strict, so that a filter with a part nobody understands is refused: without that part it would mean more people.
 * Empty: everybody.
 */
export const audienceFilter = z.strictObject({
  confirmed: open(yesOrNo),
  /** Lessons had or skipped; `lessonsHow` says whether that many at least (the default) or exactly. */
  lessons: open(z.coerce.number().int().min(0).max(999)),
  lessonsHow: open(z.enum(["least", "exactly"])),
  buyer: open(yesOrNo),
  /** The id of the chapter of the first signup. */
  chapter: open(z.uuid()),
  state: open(z.enum(STATES)),
  /** How the address begins; with a leading @, how it ends. */
  address: open(z.string().trim().toLowerCase().max(254)),
});

export type AudienceFilter = z.infer<typeof audienceFilter>;

/** A condition over `enrolments` joined with `readers`, under their own names; `true` for everybody. */
export const matchesFilter = (filter: AudienceFilter): SQL =>
  and(matchesEnrolment(filter), matchesAddress(filter)) ?? sql`true`;

/** The part that `enrolments` alone can answer; undefined for everybody. */
export const matchesEnrolment = (filter: AudienceFilter): SQL | undefined =>
  and(
    isConfirmed(filter),
    hasLessons(filter),
    isBuyer(filter),
    filter.chapter ? sql`enrolments.chapter_id = ${filter.chapter}::uuid` : undefined,
    filter.state ? sql`enrolments.state = ${filter.state}` : undefined,
  );

function isConfirmed({ confirmed }: AudienceFilter) {
  if (!confirmed) return undefined;
  return confirmed === "yes"
    ? sql`enrolments.confirmed_at is not null`
    : sql`enrolments.confirmed_at is null`;
}

function hasLessons({ lessons, lessonsHow }: AudienceFilter) {
  if (lessons === undefined) return undefined;
  return lessonsHow === "exactly"
    ? sql`enrolments.lessons_had = ${lessons}::int`
    : sql`enrolments.lessons_had >= ${lessons}::int`;
}

/** Whoever holds the book now, however they came by it. */
export const hasBook = sql`exists (
  select 1 from grants
  where grants.reader_id = enrolments.reader_id and grants.scope = 'book' and grants.revoked_at is null)`;

function isBuyer({ buyer }: AudienceFilter) {
  if (!buyer) return undefined;
  return buyer === "yes" ? hasBook : sql`not ${hasBook}`;
}

/** Beginnings and endings have an index each; no index finds the middle of an address among a million. */
export function matchesAddress({ address }: AudienceFilter): SQL | undefined {
  if (!address) return undefined;
  const isEnding = address.startsWith("@");
  const start = isEnding ? [...address].reverse().join("") : address;
  const pattern = `${start.replace(/[\\%_]/g, "\\$&")}%`;
  return isEnding
    ? sql`reverse(readers.email) like ${pattern}`
    : sql`readers.email like ${pattern}`;
}
