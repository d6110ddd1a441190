import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  boolean,
  check,
  customType,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { bytea } from "@/drizzle/columns";

const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });

/** One row: the contents of book.yml. */
export const books = pgTable(
  "books",
  {
    id: integer().primaryKey().default(1),
    settings: jsonb().notNull(),
    version: integer().notNull().default(1),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [check("books_single", sql`${table.id} = 1`)],
);

/** What readers see of a chapter's address, place and access; its text stands in versions. */
export const chapters = pgTable(
  "chapters",
  {
    id: uuid().primaryKey().defaultRandom(),
    slug: text().notNull().unique(),
    position: integer().notNull(),
    title: text().notNull(),
    description: text().notNull().default(""),
    part: text(),
    image: text(),
    access: text({ enum: ["free", "book"] })
      .notNull()
      .default("book"),
    emailUnlock: boolean("email_unlock").notNull().default(true),
    publishedVersionId: uuid("published_version_id").references((): AnyPgColumn => versions.id),
    publishedAt: timestamp("published_at", { withTimezone: true }),
    publishAt: timestamp("publish_at", { withTimezone: true }),
    /** The version that goes live at `publishAt`. */
    scheduledVersionId: uuid("scheduled_version_id").references((): AnyPgColumn => versions.id),
    /** In the author's folder, without number and ending; links between chapters may use it. */
    fileName: text("file_name"),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
    deletedAt: timestamp("deleted_at", { withTimezone: true }),
  },
  (table) => [check("chapters_access", sql`${table.access} in ('free', 'book')`)],
);

/** Old addresses: they redirect for ever. */
export const formerSlugs = pgTable("former_slugs", {
  slug: text().primaryKey(),
  chapterId: uuid("chapter_id")
    .notNull()
    .references(() => chapters.id),
});

/** An immutable text of a chapter. */
export const versions = pgTable(
  "versions",
  {
    id: uuid().primaryKey().defaultRandom(),
    chapterId: uuid("chapter_id")
      .notNull()
      .references((): AnyPgColumn => chapters.id),
    number: integer().notNull(),
    baseVersionId: uuid("base_version_id"),
    frontmatter: jsonb().notNull(),
    markdown: text().notNull(),
    author: text().notNull(),
    door: text({ enum: ["import", "web", "api", "cli"] }).notNull(),
    note: text(),
    /** Named by whoever saves: the same save sent twice is one version. */
    saveId: text("save_id").unique(),
    /** The open editor it came from: nobody is in conflict with themselves. */
    writer: text(),
    createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [unique("versions_number").on(table.chapterId, table.number)],
);

/** The two renderings of a version, made once, at publish. */
export const editions = pgTable(
  "editions",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    kind: text({ enum: ["preview", "full"] }).notNull(),
    html: text().notNull(),
    markdown: text().notNull().default(""),
    /** Id of the first block behind the lock; null where nothing is locked. */
    firstLockedBlock: text("first_locked_block"),
    words: integer().notNull(),
    minutes: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.kind] })],
);

/** Public for everybody, also behind the lock: the headings of a version, in order. */
export const headings = pgTable(
  "headings",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    position: integer().notNull(),
    depth: integer().notNull(),
    anchor: text().notNull(),
    title: text().notNull(),
    locked: boolean().notNull(),
  },
  (table) => [primaryKey({ columns: [table.versionId, table.position] })],
);

/** The text index: the words of each section of each edition, searched only in editions the asker may read. */
export const sections = pgTable(
  "sections",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    kind: text({ enum: ["preview", "full"] }).notNull(),
    position: integer().notNull(),
    anchor: text().notNull(),
    heading: text().notNull(),
    words: text().notNull(),
    search: tsvector().generatedAlwaysAs(
      sql`setweight(to_tsvector('english', heading), 'A') || setweight(to_tsvector('english', words), 'B')`,
    ),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.kind, table.position] }),
    index("sections_search").using("gin", table.search),
  ],
);

/** Re-encoded raster images; `path` is where the author's folder holds them, `id` a hash of the bytes. */
export const images = pgTable("images", {
  id: text().primaryKey(),
  path: text().notNull(),
  mime: text().notNull(),
  width: integer().notNull(),
  height: integer().notNull(),
  /** Shown on public pages (cover, share image), so open to everybody. */
  isPublic: boolean("is_public").notNull().default(false),
  createdAt: timestamp("created_at", { withTimezone: true }).notNull().defaultNow(),
});

export const imageSizes = pgTable(
  "image_sizes",
  {
    imageId: text("image_id")
      .notNull()
      .references(() => images.id, { onDelete: "cascade" }),
    width: integer().notNull(),
    bytes: bytea().notNull(),
  },
  (table) => [primaryKey({ columns: [table.imageId, table.width] })],
);

/** Which edition shows which image: an image used only behind the lock is locked too. */
export const editionImages = pgTable(
  "edition_images",
  {
    versionId: uuid("version_id")
      .notNull()
      .references(() => versions.id),
    kind: text({ enum: ["preview", "full"] }).notNull(),
    imageId: text("image_id")
      .notNull()
      .references(() => images.id),
  },
  (table) => [
    primaryKey({ columns: [table.versionId, table.kind, table.imageId] }),
    index("edition_images_image").on(table.imageId),
  ],
);
