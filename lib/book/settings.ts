/** What book.yml may say, with sensible defaults: only the title is required. */
import { z } from "zod";
import { books } from "@/drizzle/schema/book";
import { line } from "@/lib/book/plain-line";
import { read } from "@/lib/db/transaction";
import { slug } from "@/lib/fields";

const address = z.url({
  protocol: /^https?$/,
  error: "must be an address such as https://example.com",
});

/** The file itself; keys that it does not know are refused. */
export const bookFile = z.strictObject({
  title: line,
  subtitle: line.optional(),
  description: line.optional(),
  author: z.strictObject({ name: line, url: address.optional(), bio: line.optional() }).optional(),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, {
      error: "must be a language tag such as en or pt-BR",
    })
    .default("en"),
  price: z
    .strictObject({
      amount: z
        .number({ error: "must be a number such as 39" })
        .positive({ error: "must be more than 0" }),
      currency: z.string().regex(/^[A-Z]{3}$/, { error: "must be three capitals such as EUR" }),
    })
    .optional(),
  buy: z
    .record(
      z.string().regex(/^[a-z][a-z0-9-]*$/, { error: "must be a shop's name in small letters" }),
      address,
    )
    .default({}),
  testimonials: z
    .array(z.strictObject({ quote: line, name: line, role: line.optional() }))
    .default([]),
  faq: z.array(z.strictObject({ question: line, answer: line })).default([]),
  benefits: z.array(line).default([]),
  openingChapter: slug.optional(),
  extraChapter: slug.optional(),
  glossary: slug.optional(),
  cover: line.optional(),
  course: z.strictObject({ title: line }).optional(),
  timezone: z
    .string()
    .refine(isTimezone, { error: "must be a time zone such as Europe/Berlin" })
    .default("UTC"),
  replyTo: z.email({ error: "must be an email address" }).optional(),
  postalAddress: line.optional(),
  refundDays: z
    .number({ error: "must be a number of days" })
    .int({ error: "must be whole days" })
    .min(0)
    .max(365)
    .optional(),
});

export type BookFile = z.output<typeof bookFile>;

/** The cover as a page shows it: an `<img>` of `/images/ID/WIDTH`, or a sanitised SVG to stand in the page. */
export type Cover =
  | { kind: "raster"; id: string; width: number; height: number; widths: number[] }
  | { kind: "drawing"; svg: string; width: number; height: number };

export type BookSettings = BookFile & { coverPicture: Cover | null };

/** Before anything was imported: a book without a name. */
const NO_BOOK: BookSettings = { ...bookFile.parse({ title: "Untitled book" }), coverPicture: null };

export async function getBookSettings(): Promise<BookSettings> {
  const [row] = await read((db) => db.select({ settings: books.settings }).from(books));
  return row ? { ...NO_BOOK, ...storedSettings(row.settings) } : NO_BOOK;
}

/** What is stored was checked when it was written, by this version of the schema or an older one. */
function storedSettings(stored: unknown): Partial<BookSettings> {
  return typeof stored === "object" && stored !== null ? stored : {};
}

function isTimezone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}
