import { sql } from "drizzle-orm";
import { check, index, integer, pgTable, text, timestamp, uuid } from "drizzle-orm/pg-core";
import { bytea } from "@/drizzle/columns";
import { chapters, images } from "@/drizzle/schema/book";

/** The pictures of the book's folder as the author has them, byte for byte; readers get re-encoded ones. */
export const bookFiles = pgTable("book_files", {
  /** Relative to the folder, for example images/cover.svg. */
  path: text().primaryKey(),
  imageId: text("image_id")
    .notNull()
    .references(() => images.id),
  bytes: bytea().notNull(),
  /** Kept, so that a list need not read every picture. */
  sha256: text().notNull().generatedAlwaysAs(sql`encode(sha256(bytes), 'hex')`),
  size: integer().notNull().generatedAlwaysAs(sql`length(bytes)`),
  updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
});

/** People beside AUTHOR_EMAILS who may write; a row that was removed stays for the record. */
export const editors = pgTable("editors", {
  email: text().primaryKey(),
  invitedBy: text("invited_by").notNull(),
  invitedAt: timestamp("invited_at", { withTimezone: true }).notNull().defaultNow(),
  removedAt: timestamp("removed_at", { withTimezone: true }),
});

/** Keys of the API; only a hash is kept, so each is shown once. */
export const apiTokens = pgTable("api_tokens", {
  id: uuid().primaryKey().defaultRandom(),
  name: text().notNull(),
  hash: text().notNull().unique(),
  scopes: text().array().notNull(),
  /** Whose rights it has at most, at each call. */
  email: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  lastUsedAt: timestamp("last_used_at", { withTimezone: true }),
  revokedAt: timestamp("revoked_at", { withTimezone: true }),
});

/** A command line that asks to be let in: its code is typed on a page of the workshop. */
export const deviceLogins = pgTable(
  "device_logins",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** What the person compares and types. */
    userCode: text("user_code").notNull().unique(),
    /** Of the secret that only the waiting command line has. */
    deviceHash: text("device_hash").notNull().unique(),
    state: text({ enum: ["waiting", "approved", "refused", "fetched"] })
      .notNull()
      .default("waiting"),
    tokenId: uuid("token_id").references(() => apiTokens.id),
    /** Sealed until fetched, then blanked. */
    sealedToken: text("sealed_token"),
    network: text().notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
  },
  (table) => [
    check(
      "device_logins_state",
      sql`${table.state} in ('waiting', 'approved', 'refused', 'fetched')`,
    ),
  ],
);

/** A private link to a chapter as it is being written; works a day, for whoever has it. */
export const previewLinks = pgTable(
  "preview_links",
  {
    id: uuid().primaryKey().defaultRandom(),
    chapterId: uuid("chapter_id")
      .notNull()
      .references(() => chapters.id),
    createdBy: text("created_by").notNull(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp("expires_at", { withTimezone: true }).notNull(),
    revokedAt: timestamp("revoked_at", { withTimezone: true }),
  },
  (table) => [index("preview_links_chapter").on(table.chapterId)],
);

/** A book that was uploaded in the browser, between the look at what it would change and its import. */
export const bookUploads = pgTable("book_uploads", {
  id: uuid().primaryKey().defaultRandom(),
  fileName: text("file_name").notNull(),
  zip: bytea().notNull(),
  author: text().notNull(),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  importedAt: timestamp("imported_at", { withTimezone: true }),
});
