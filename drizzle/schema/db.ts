import { sql } from "drizzle-orm";
import {
  bigserial,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
} from "drizzle-orm/pg-core";

/** Append-only: who did what, written in the transaction that did it. */
export const auditLog = pgTable(
  "audit_log",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
    actor: text().notNull(),
    action: text().notNull(),
    subject: text().notNull(),
    before: jsonb(),
    after: jsonb(),
    network: text(),
    requestId: text("request_id"),
  },
  (table) => [
    index("audit_log_subject").on(table.subject, table.at),
    index("audit_log_request").on(table.requestId),
    index("audit_log_workshop").on(table.id).where(sql`actor not like 'reader:%'`),
  ],
);

/** The table of rate-limiter-flexible: points used per key until `expire` (milliseconds since 1970). */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: timestamp({ withTimezone: true }),
});

/** Which body each Idempotency-Key came with and what was answered, kept for a day; owner and body are hashes. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    owner: text().notNull(),
    key: text().notNull(),
    bodyHash: text("body_hash").notNull(),
    /** Whoever works on it has until then; afterwards a repeat may take it over. */
    lockedUntil: timestamp("locked_until", { withTimezone: true }),
    /** Which of several equal requests that is. */
    lockedBy: text("locked_by"),
    /** The first answer, sealed: it may hold a private link. */
    sealedAnswer: text("sealed_answer"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.owner, table.key] })],
);
