import { sql } from "drizzle-orm";
import {
  check,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { chapters } from "@/drizzle/schema/book";
import { lessons } from "@/drizzle/schema/lessons";
import { readers } from "@/drizzle/schema/readers";

/** Somebody asked for a free chapter; address and chapter are the key that makes a repeat harmless. */
export const signups = pgTable(
  "signups",
  {
    id: uuid().primaryKey().defaultRandom(),
    readerId: uuid("reader_id")
      .notNull()
      .references(() => readers.id, { onDelete: "cascade" }),
    chapterId: uuid("chapter_id")
      .notNull()
      .references(() => chapters.id),
    network: text().notNull(),
    /** When the form opened the chapter at once; null where only the letter's button opens it. */
    openedAt: timestamp("opened_at", { withTimezone: true }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    confirmedAt: timestamp("confirmed_at", { withTimezone: true }),
    unsubscribedAt: timestamp("unsubscribed_at", { withTimezone: true }),
  },
  (table) => [
    unique("signups_reader_chapter").on(table.readerId, table.chapterId),
    index("signups_unconfirmed").on(table.createdAt),
  ],
);

/** What somebody agreed to, in the words they saw. */
export const consents = pgTable(
  "consents",
  {
    id: uuid().primaryKey().defaultRandom(),
    signupId: uuid("signup_id")
      .unique()
      .references(() => signups.id, { onDelete: "cascade" }),
    /** Where no form was filled in: an import, with what the author keeps as proof. */
    readerId: uuid("reader_id").references(() => readers.id, { onDelete: "cascade" }),
    proof: text(),
    wording: text().notNull(),
    wordingVersion: integer("wording_version").notNull(),
    page: text().notNull(),
    network: text().notNull(),
    /** Of the click that gave it: where the story of a signup begins. */
    requestId: text("request_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    index("consents_reader").on(table.readerId).where(sql`reader_id is not null`),
    index("consents_request").on(table.requestId),
  ],
);

/** The different chapters that one network prefix opened by form on one day (UTC): three slots, held by the keys. */
export const openings = pgTable(
  "openings",
  {
    network: text().notNull(),
    day: date().notNull(),
    slot: smallint().notNull(),
    chapterId: uuid("chapter_id")
      .notNull()
      .references(() => chapters.id),
  },
  (table) => [
    primaryKey({ columns: [table.network, table.day, table.slot] }),
    unique("openings_chapter").on(table.network, table.day, table.chapterId),
    check("openings_slot", sql`${table.slot} between 1 and 3`),
  ],
);

/**
 * A person of the audience, from the first signup or import on, and their way through the course. Dates are days of
 * their own zone.
 */
export const enrolments = pgTable(
  "enrolments",
  {
    readerId: uuid("reader_id")
      .primaryKey()
      .references(() => readers.id, { onDelete: "cascade" }),
    source: text({ enum: ["form", "api", "import"] }).notNull(),
    /** The chapter of the first signup. */
    chapterId: uuid("chapter_id").references(() => chapters.id),
    /** From the browser; null: the author's. */
    zone: text(),
    state: text({ enum: ["unconfirmed", "active", "paused", "left", "finished", "none"] })
      .notNull()
      .default("unconfirmed"),
    leftReason: text("left_reason", {
      enum: ["unsubscribed", "bounced", "complained", "bought"],
    }),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    confirmedAt: timestamp("confirmed_at", { withTimezone: true }),
    /** The day of confirming, from which lessons count. */
    startedOn: date("started_on"),
    /** Days that the reader paused: the lessons that follow move by as many. */
    shiftDays: integer("shift_days").notNull().default(0),
    pausedOn: date("paused_on"),
    /** Had or skipped. */
    lessonsHad: integer("lessons_had").notNull().default(0),
    /** When to look again; null: nothing is planned. */
    nextDueAt: timestamp("next_due_at", { withTimezone: true }),
  },
  ({ nextDueAt, createdAt, readerId, confirmedAt, state, lessonsHad, chapterId }) => [
    index("enrolments_due").on(nextDueAt).where(sql`state = 'active'`),
    // Each holds all that the audience is filtered by, so that a page is picked from the index alone.
    index("enrolments_newest").on(createdAt, readerId, confirmedAt, state, lessonsHad, chapterId),
    index("enrolments_state").on(state, createdAt, readerId, confirmedAt, lessonsHad, chapterId),
    index("enrolments_lessons").on(lessonsHad, createdAt, readerId, confirmedAt, state, chapterId),
    index("enrolments_chapter").on(chapterId, createdAt, readerId, confirmedAt, state, lessonsHad),
  ],
);

/** Which lesson a reader had, once: the key makes a second letter impossible. */
export const lessonDeliveries = pgTable(
  "lesson_deliveries",
  {
    readerId: uuid("reader_id")
      .notNull()
      .references(() => readers.id, { onDelete: "cascade" }),
    lessonId: uuid("lesson_id")
      .notNull()
      .references(() => lessons.id),
    kind: text({ enum: ["sent", "skipped"] }).notNull(),
    /** The key of the letter; null where it was skipped. */
    letterKey: text("letter_key"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.readerId, table.lessonId] }),
    index("lesson_deliveries_lesson").on(table.lessonId, table.kind),
  ],
);

/** Owners who have the book mailed, a chapter every three days. */
export const companions = pgTable(
  "companions",
  {
    readerId: uuid("reader_id")
      .primaryKey()
      .references(() => readers.id, { onDelete: "cascade" }),
    zone: text(),
    state: text({ enum: ["active", "stopped", "finished"] }).notNull(),
    startedAt: timestamp("started_at", { withTimezone: true }).notNull().defaultNow(),
    stoppedAt: timestamp("stopped_at", { withTimezone: true }),
    nextDueAt: timestamp("next_due_at", { withTimezone: true }),
  },
  (table) => [index("companions_due").on(table.nextDueAt).where(sql`state = 'active'`)],
);

/** Which chapter a companion brought, once. */
export const companionDeliveries = pgTable(
  "companion_deliveries",
  {
    readerId: uuid("reader_id")
      .notNull()
      .references(() => readers.id, { onDelete: "cascade" }),
    chapterId: uuid("chapter_id")
      .notNull()
      .references(() => chapters.id),
    letterKey: text("letter_key").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.readerId, table.chapterId] })],
);
