import { json } from "@/app/api/v1/_api/answers";
import { jsonBody } from "@/app/api/v1/_api/bodies";
import { etagOf, matches } from "@/app/api/v1/_api/conditions";
import { type Caller, defineOperation } from "@/app/api/v1/_api/operation";
import { changedMeanwhile, ownerMayNot, refuseErrors } from "@/app/api/v1/_api/problems";
import { readBookSettings, saveBookSettings } from "@/lib/author/book-settings";
import { bookFile } from "@/lib/book/settings";

const bookInput = bookFile.meta({ id: "BookInput" });
const bookJson = bookFile.meta({ id: "Book" });

const EXAMPLE = {
  title: "Serverless Handbook",
  subtitle: "For frontend engineers",
  language: "en",
  timezone: "Europe/Berlin",
  openingChapter: "getting-started",
};

const ANSWER_EXAMPLE = { ...EXAMPLE, buy: {}, testimonials: [], faq: [], benefits: [] };

const WHOLE = { schema: bookJson, hasVersion: true, example: ANSWER_EXAMPLE };

export const getBook = defineOperation({
  id: "getBook",
  method: "GET",
  path: "/book",
  summary: "The book's settings: all of book.yml",
  scope: "read",
  right: "write",
  answers: { 200: { about: "The settings.", ...WHOLE } },
  problems: [],
  run: async (_, { actor }) => {
    const stored = await readBookSettings(actor);
    if (!stored.ok) return ownerMayNot();
    return json(stored.value.settings, { version: stored.value.version });
  },
});

export const putBook = defineOperation({
  id: "putBook",
  method: "PUT",
  path: "/book",
  summary: "Replace the book's settings; readers see them at once",
  about: "Whole: what is left out is unset. The same settings again change nothing.",
  scope: "publish",
  right: "publish",
  condition: "if-match",
  body: jsonBody(bookInput, { maxBytes: 1_000_000, example: EXAMPLE }),
  answers: { 200: { about: "The settings from now on.", ...WHOLE } },
  problems: [412],
  run: async ({ body }, caller) => {
    const saved = await saveBookSettings({
      actor: caller.actor,
      settings: body,
      base: await findBase(caller),
    });
    if (saved.ok) return json(saved.value.settings, { version: saved.value.version });
    return {
      forbidden: ownerMayNot,
      changed_meanwhile: () => refuseStale(caller),
      no_such_chapter: () => refuseErrors([NO_CHAPTER]),
      no_such_cover: () => refuseErrors([NO_COVER]),
    }[saved.reason]();
  },
});

const NO_CHAPTER = {
  field: "openingChapter",
  message: "openingChapter, extraChapter or glossary names a chapter that the book does not have.",
};
const NO_COVER = {
  field: "cover",
  message: "The book has no such picture: upload it first, then name its path.",
  pointer: "#/cover",
};

/** A header that lists several versions means any of them; none of ours is refused as stale. */
async function findBase({ actor, condition }: Caller): Promise<string | undefined> {
  if (condition.ifMatch === "any") return undefined;
  const stored = await readBookSettings(actor);
  if (stored.ok && matches(condition, stored.value.version)) return stored.value.version;
  return condition.ifMatch?.[0] ?? "";
}

async function refuseStale({ actor }: Caller): Promise<Response> {
  const stored = await readBookSettings(actor);
  if (!stored.ok) return ownerMayNot();
  return changedMeanwhile(stored.value.settings, etagOf(stored.value.version));
}
