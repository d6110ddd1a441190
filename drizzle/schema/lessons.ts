import { boolean, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** The mail course's lessons; `name` is the file's name without its number and stays when the lesson moves. */
export const lessons = pgTable("lessons", {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull().unique(),
  position: integer().notNull(),
  subject: text().notNull(),
  /** Days after confirming. */
  day: integer().notNull(),
  /** A draft is sent to nobody. */
  isLive: boolean("is_live").notNull().default(true),
  markdown: text().notNull(),
  html: text().notNull(),
  /** From the offer mark on, for those who have not bought the book; null where there is none. */
  offerHtml: text("offer_html"),
  version: integer().notNull().default(1),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  deletedAt: timestamp("deleted_at", { withTimezone: true }),
});
