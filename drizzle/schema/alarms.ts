import { sql } from "drizzle-orm";
import {
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";

/**
 * How many answers, database calls and letters went well or failed, in slices of ten seconds; each instance keeps its
 * own rows and writes totals, so that writing them twice changes nothing.
 */
export const signalCounts = pgTable(
  "signal_counts",
  {
    signal: text({ enum: ["answers", "database", "mail"] }).notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    instance: uuid().notNull(),
    ok: integer().notNull(),
    failed: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.signal, table.at, table.instance] })],
);

/** What a reader saw break: the request id on their screen leads here. */
export const failedAnswers = pgTable(
  "failed_answers",
  {
    requestId: text("request_id").primaryKey(),
    at: timestamp({ withTimezone: true }).notNull(),
    method: text().notNull(),
    /** Without the query, which may hold what somebody typed. */
    route: text().notNull(),
    status: integer().notNull(),
    /** Groups them: the name of the error, or the status alone. */
    cause: text().notNull(),
    message: text().notNull(),
    /** What Next shows of the error where our own server does not answer; equal errors have the same. */
    digest: text(),
  },
  (table) => [
    index("failed_answers_at").on(table.at),
    index("failed_answers_digest").on(table.digest, table.at).where(sql`digest is not null`),
  ],
);

/** What an alarm is about: one row per cause from its first error to its last. */
export const incidents = pgTable(
  "incidents",
  {
    id: uuid().primaryKey().defaultRandom(),
    cause: text().notNull(),
    /** The highest it reached. */
    level: text({ enum: ["warn", "serious", "very_serious"] }).notNull(),
    title: text().notNull(),
    /** What was seen last, in one sentence with its figures. */
    detail: text().notNull(),
    /** The runbook's sentence: what to do first. */
    advice: text().notNull(),
    /** The page of the workshop with the button. */
    link: text().notNull(),
    /** How often it was seen. */
    count: integer().notNull().default(1),
    firstAt: timestamp("first_at", { withTimezone: true }).notNull(),
    lastAt: timestamp("last_at", { withTimezone: true }).notNull(),
    /** Who said that they know: it rings no more until it gets worse. */
    knownBy: text("known_by"),
    knownAt: timestamp("known_at", { withTimezone: true }),
    closedAt: timestamp("closed_at", { withTimezone: true }),
  },
  (table) => [
    uniqueIndex("incidents_open").on(table.cause).where(sql`closed_at is null`),
    index("incidents_last").on(table.lastAt),
    check("incidents_level", sql`${table.level} in ('warn', 'serious', 'very_serious')`),
  ],
);

/** A message that an alarm owes somebody; `key` makes it one, whoever notices first. */
export const notices = pgTable(
  "notices",
  {
    id: uuid().primaryKey().defaultRandom(),
    key: text().notNull().unique(),
    incidentId: uuid("incident_id").references(() => incidents.id),
    kind: text({ enum: ["opened", "worse", "recovered", "proof"] }).notNull(),
    level: text({ enum: ["serious", "very_serious"] }).notNull(),
    text: text().notNull(),
    /** given_up: every channel refused it for a day. */
    state: text({ enum: ["waiting", "sent", "given_up"] })
      .notNull()
      .default("waiting"),
    /** Where it must leave by; null: wherever its level says. */
    onlyChannel: text("only_channel"),
    /** Which one took it. */
    channel: text(),
    tries: integer().notNull().default(0),
    lastError: text("last_error"),
    /** Whoever sends it has until then; afterwards another may. */
    leasedUntil: timestamp("leased_until", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    sentAt: timestamp("sent_at", { withTimezone: true }),
  },
  (table) => [
    index("notices_waiting").on(table.createdAt).where(sql`state = 'waiting'`),
    index("notices_incident").on(table.incidentId),
  ],
);
