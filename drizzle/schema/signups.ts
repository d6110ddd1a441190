import { index, integer, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { grants } from "@/drizzle/schema/access";
import { chapters } from "@/drizzle/schema/book";
import { readers } from "@/drizzle/schema/readers";

/** Somebody asked for a free chapter; address and chapter are the key that makes a repeat harmless. */
export const signups = pgTable(
  "signups",
  {
    id: uuid().primaryKey().defaultRandom(),
    readerId: uuid("reader_id").notNull().references(() => readers.id, { onDelete: "cascade" }),
    chapterId: uuid("chapter_id").notNull().references(() => chapters.id),
    /** The grant that opened the chapter in the browser; null where only the letter's button opens it. */
    grantId: uuid("grant_id").references(() => grants.id),
    network: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    confirmedAt: timestamp("confirmed_at", { withTimezone: true }),
    unsubscribedAt: timestamp("unsubscribed_at", { withTimezone: true }),
  },
  (table) => [
    unique("signups_reader_chapter").on(table.readerId, table.chapterId),
    index("signups_network").on(table.network, table.createdAt),
    index("signups_unconfirmed").on(table.createdAt),
  ],
);

/** What somebody agreed to, in the words they saw. */
export const consents = pgTable("consents", {
  id: uuid().primaryKey().defaultRandom(),
  signupId: uuid("signup_id").notNull().unique().references(() => signups.id, { onDelete: "cascade" }),
  wording: text().notNull(),
  wordingVersion: integer("wording_version").notNull(),
  page: text().notNull(),
  network: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
