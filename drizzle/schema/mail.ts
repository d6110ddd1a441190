import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** What many letters have in common (a lesson, a broadcast), kept once; `id` is a hash of template and props. */
export const letterBodies = pgTable("letter_bodies", {
  id: text().primaryKey(),
  props: jsonb().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

/** The outbox: one mail to one person, written in the transaction of whoever causes it; `key` makes it unique. */
export const letters = pgTable(
  "letters",
  {
    id: uuid().primaryKey().defaultRandom(),
    key: text().notNull().unique(),
    to: text("to_address").notNull(),
    template: text().notNull(),
    /** What is in this letter alone; it is merged over the body's. */
    props: jsonb().notNull(),
    bodyId: text("body_id").references(() => letterBodies.id),
    /** Which broadcast it belongs to, for its progress and its pause. */
    broadcastId: uuid("broadcast_id"),
    /** Sealed JSON (links, codes), merged into the props at sending and blanked when sent or dead. */
    secret: text(),
    /** 0 sign-in, 1 receipts and confirmations, 2 course, 3 broadcasts. */
    lane: integer().notNull(),
    /** held: its broadcast is paused. */
    state: text({ enum: ["waiting", "held", "sent", "dead"] })
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
    index("letters_broadcast")
      .on(table.broadcastId, table.state)
      .where(sql`broadcast_id is not null`),
    index("letters_request").on(table.requestId),
    // What left, and how long it had waited, in any span of time: the desk's figures.
    index("letters_sent")
      .on(table.sentAt, table.lane, table.notBefore)
      .where(sql`sent_at is not null`),
    index("letters_dead").on(table.createdAt, table.lane).where(sql`state = 'dead'`),
    // Each list of the desk's outbox, newest first: what was tried before waits for a new try.
    index("letters_outbox").on(
      table.lane,
      table.state,
      sql`(tries > 0)`,
      table.createdAt,
      table.id,
    ),
    index("letters_body").on(table.bodyId).where(sql`body_id is not null`),
    check("letters_state", sql`${table.state} in ('waiting', 'held', 'sent', 'dead')`),
  ],
);

/** Addresses that get no mail; a keyed hash, so that a deleted reader stays suppressed. */
export const suppressions = pgTable("suppressions", {
  addressHash: text("address_hash").primaryKey(),
  reason: text({ enum: ["unsubscribed", "bounced", "complained"] }).notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

/** What a mail provider told us by webhook, raw, under its own id: a repeat is the same row. */
export const mailWebhooks = pgTable("mail_webhooks", {
  id: text().primaryKey(),
  body: text().notNull(),
  receivedAt: timestamp("received_at", { withTimezone: true }).notNull().defaultNow(),
  appliedAt: timestamp("applied_at", { withTimezone: true }),
});

/** What became of letters after they left, by the server's answer or the provider's word; `id` makes a repeat harmless. */
export const deliveryReports = pgTable(
  "delivery_reports",
  {
    id: text().primaryKey(),
    kind: text({ enum: ["delivered", "soft_bounce", "hard_bounce", "complaint"] }).notNull(),
    addressHash: text("address_hash").notNull(),
    /** Null where the provider named no letter of ours. */
    messageId: text("message_id"),
    detail: text(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("delivery_reports_address").on(table.addressHash, table.at)],
);
