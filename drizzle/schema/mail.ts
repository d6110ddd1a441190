import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** The outbox: one mail to one person, written in the transaction of whoever causes it; `key` makes it unique. */
export const letters = pgTable(
  "letters",
  {
    id: uuid().primaryKey().defaultRandom(),
    key: text().notNull().unique(),
    to: text("to_address").notNull(),
    template: text().notNull(),
    props: jsonb().notNull(),
    /** Sealed JSON (links, codes), merged into the props at sending and blanked when sent or dead. */
    secret: text(),
    /** 0 sign-in, 1 receipts and confirmations, 2 course, 3 broadcasts. */
    lane: integer().notNull(),
    state: text({ enum: ["waiting", "sent", "dead"] })
      .notNull()
      .default("waiting"),
    tries: integer().notNull().default(0),
    lastAnswer: text("last_answer"),
    requestId: text("request_id"),
    notBefore: timestamp("not_before", { withTimezone: true }).notNull().defaultNow(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    sentAt: timestamp("sent_at", { withTimezone: true }),
  },
  (table) => [
    index("letters_waiting").on(table.lane, table.notBefore).where(sql`state = 'waiting'`),
    index("letters_inbox").on(table.to, table.template, table.createdAt),
    check("letters_state", sql`${table.state} in ('waiting', 'sent', 'dead')`),
  ],
);

/** Addresses that get no mail; a keyed hash, so that a deleted reader stays suppressed. */
export const suppressions = pgTable("suppressions", {
  addressHash: text("address_hash").primaryKey(),
  reason: text({ enum: ["unsubscribed", "bounced", "complained"] }).notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});
