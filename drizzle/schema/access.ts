import { sql } from "drizzle-orm";
import { check, index, pgTable, text, timestamp, unique, uuid } from "drizzle-orm/pg-core";
import { chapters } from "@/drizzle/schema/book";
import { readers } from "@/drizzle/schema/readers";

/**
 * A right to one chapter or to the whole book, with its source and time; revoked, never deleted.
 * A grant without a reader belongs to the browser whose cookie names it.
 */
export const grants = pgTable(
  "grants",
  {
    id: uuid().primaryKey().defaultRandom(),
    readerId: uuid("reader_id").references(() => readers.id, { onDelete: "set null" }),
    scope: text({ enum: ["chapter", "book"] }).notNull(),
    chapterId: uuid("chapter_id").references(() => chapters.id),
    source: text({
      enum: ["unlock", "confirmation", "extra", "order", "claim", "author"],
    }).notNull(),
    /** What caused it (a signup, an order): one cause grants one thing once. */
    cause: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
    revokedReason: text("revoked_reason"),
  },
  (table) => [
    unique("grants_cause").on(table.cause, table.source, table.chapterId).nullsNotDistinct(),
    index("grants_reader").on(table.readerId),
    index("grants_book").on(table.readerId).where(sql`scope = 'book' and revoked_at is null`),
    check("grants_scope", sql`(${table.scope} = 'book') = (${table.chapterId} is null)`),
  ],
);
