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
export const consents = pgTable("consents", {
  id: uuid().primaryKey().defaultRandom(),
  signupId: uuid("signup_id")
    .notNull()
    .unique()
    .references(() => signups.id, { onDelete: "cascade" }),
  wording: text().notNull(),
  wordingVersion: integer("wording_version").notNull(),
  page: text().notNull(),
  network: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

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
