import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";

/** A person with an address. Property names are those that next-auth's adapter asks for. */
export const readers = pgTable(
  "readers",
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull().unique(),
    emailVerified: timestamp("email_verified", { withTimezone: true, mode: "date" }),
    name: text(),
    image: text(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [
    // How an address begins (answered from the index alone) and how it ends, whatever the collation of the database.
    index("readers_email_start").on(table.email.op("text_pattern_ops"), table.id),
    index("readers_email_end").on(sql`reverse(${table.email}) text_pattern_ops`),
  ],
);

/** Sign-in by GitHub or Google, one row per provider; their tokens are never kept. */
export const accounts = pgTable(
  "accounts",
  {
    userId: uuid("reader_id")
      .notNull()
      .references(() => readers.id, { onDelete: "cascade" }),
    type: text().notNull(),
    provider: text().notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    refresh_token: text(),
    access_token: text(),
    expires_at: integer(),
    token_type: text(),
    scope: text(),
    id_token: text(),
    session_state: text(),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] })],
);

/** `sessionToken` is a hash of what the cookie holds: a copy of this table signs nobody in. */
export const sessions = pgTable(
  "sessions",
  {
    sessionToken: text("session_token").primaryKey(),
    userId: uuid("reader_id")
      .notNull()
      .references(() => readers.id, { onDelete: "cascade" }),
    expires: timestamp({ withTimezone: true, mode: "date" }).notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index("sessions_reader").on(table.userId)],
);

/** next-auth's own mail tokens; ours live in sign_in_requests. */
export const verificationTokens = pgTable(
  "verification_tokens",
  {
    identifier: text().notNull(),
    token: text().notNull(),
    expires: timestamp({ withTimezone: true, mode: "date" }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.identifier, table.token] })],
);

/** One request for a letter with link and code; ten minutes, five wrong tries, consumed once. */
export const signInRequests = pgTable(
  "sign_in_requests",
  {
    id: uuid().primaryKey(),
    email: text().notNull(),
    linkHash: text("link_hash").notNull(),
    codeHash: text("code_hash").notNull(),
    wrongTries: integer("wrong_tries").notNull().default(0),
    /** The try that came last, so that one repeated after a lost answer counts once. */
    lastTry: uuid("last_try"),
    returnTo: text("return_to"),
    /** False when three were live or five letters had left within the hour: answered alike, but nothing was sent. */
    hasLetter: boolean("has_letter").notNull(),
    network: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    consumedAt: timestamp("consumed_at", { withTimezone: true }),
  },
  (table) => [index("sign_in_requests_email").on(table.email, table.createdAt)],
);
