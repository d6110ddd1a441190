import { sql } from "drizzle-orm";
import {
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

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
    /** done: its replay succeeded. */
    resolution: text({ enum: ["done", "skipped"] }),
    resolvedBy: text("resolved_by"),
  },
  (table) => [
    index("failures_cause").on(table.cause, table.createdAt),
    index("failures_open").on(table.createdAt).where(sql`resolved_at is null`),
    index("failures_request").on(table.requestId),
  ],
);

/** Tries that failed: the first eight of a job, then each whose number is a power of two. */
export const jobErrors = pgTable(
  "job_errors",
  {
    jobId: uuid("job_id").notNull(),
    tries: integer().notNull(),
    queue: text().notNull(),
    cause: text().notNull(),
    message: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.jobId, table.tries] }),
    index("job_errors_at").on(table.at),
  ],
);
