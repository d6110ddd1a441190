import { index, integer, jsonb, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** Jobs that used up their tries; the queue itself lives in pg-boss's own schema. */
export const failures = pgTable(
  "failures",
  {
    id: uuid().primaryKey().defaultRandom(),
    queue: text().notNull(),
    jobId: uuid("job_id").notNull().unique(),
    input: jsonb().notNull(),
    cause: text().notNull(),
    message: text().notNull(),
    tries: integer().notNull(),
    requestId: text("request_id"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    replayedAt: timestamp("replayed_at", { withTimezone: true }),
    resolvedAt: timestamp("resolved_at", { withTimezone: true }),
  },
  (table) => [index("failures_cause").on(table.cause, table.createdAt)],
);
