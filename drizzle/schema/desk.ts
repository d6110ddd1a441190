import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** One text to everybody who matches a filter; `cursor` is the last reader whose letter is written. */
export const broadcasts = pgTable(
  "broadcasts",
  {
    id: uuid().primaryKey().defaultRandom(),
    subject: text().notNull().default(""),
    markdown: text().notNull().default(""),
    /** What the audience page filters by; empty: everybody who confirmed. */
    filter: jsonb().notNull().default({}),
    state: text({ enum: ["draft", "scheduled", "sending", "paused", "done", "cancelled"] })
      .notNull()
      .default("draft"),
    /** Why it stands still, in words. */
    pausedBecause: text("paused_because"),
    scheduledAt: timestamp("scheduled_at", { withTimezone: true }),
    startedAt: timestamp("started_at", { withTimezone: true }),
    doneAt: timestamp("done_at", { withTimezone: true }),
    cursor: uuid(),
    /** Counted when it starts. */
    recipients: integer(),
    /** Letters written so far. */
    enqueued: integer().notNull().default(0),
    /** What became of its letters, kept when it ends: the letters themselves are deleted in time. */
    sent: integer(),
    undelivered: integer(),
    author: text().notNull(),
    version: integer().notNull().default(1),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("broadcasts_running").on(table.state).where(sql`state in ('scheduled', 'sending')`),
    check(
      "broadcasts_state",
      sql`${table.state} in ('draft', 'scheduled', 'sending', 'paused', 'done', 'cancelled')`,
    ),
  ],
);

/** Filters of the audience page that an author named. */
export const savedFilters = pgTable("saved_filters", {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull().unique(),
  filter: jsonb().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

/** An uploaded list between its dry run and its import; done once. */
export const audienceImports = pgTable("audience_imports", {
  id: uuid().primaryKey().defaultRandom(),
  fileName: text("file_name").notNull(),
  /** The lines that may be imported: address, proof of consent, day of consent. */
  rows: jsonb().notNull(),
  report: jsonb().notNull(),
  startsCourse: text("starts_course", { enum: ["yes", "no"] })
    .notNull()
    .default("no"),
  author: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  importedAt: timestamp("imported_at", { withTimezone: true }),
});

/** Counts that take long at a million people, computed at most once a minute. */
export const numbers = pgTable("numbers", {
  name: text().primaryKey(),
  value: jsonb().notNull(),
  computedAt: timestamp("computed_at", { withTimezone: true }).notNull().defaultNow(),
});
