import { noContent } from "@/app/api/v1/_api/answers";
import { jsonBody } from "@/app/api/v1/_api/bodies";
import { numberIn } from "@/app/api/v1/_api/conditions";
import { type Caller, defineOperation } from "@/app/api/v1/_api/operation";
import { conflict, ownerMayNot } from "@/app/api/v1/_api/problems";
import {
  answerChapter,
  CHAPTER_ANSWER_EXAMPLE,
  CHAPTER_EXAMPLE,
  chapterInput,
  chapterJson,
  noChapter,
  refuseStale,
  slugParam,
  textOf,
} from "@/app/api/v1/chapters/chapter-json";
import type { ChapterText } from "@/lib/author/chapters/chapter-text";
import { createChapter } from "@/lib/author/chapters/create-chapter";
import { deleteChapter } from "@/lib/author/chapters/delete-chapter";
import { readChapter } from "@/lib/author/chapters/read-chapters";
import { saveChapter } from "@/lib/author/chapters/save-chapter";

/** A million characters, each at most twelve bytes when JSON escapes it. */
const LARGEST = 12_100_000;

const WHOLE = { schema: chapterJson, hasVersion: true, example: CHAPTER_ANSWER_EXAMPLE };

export const getChapter = defineOperation({
  id: "getChapter",
  method: "GET",
  path: "/chapters/{slug}",
  summary: "One chapter, with its newest text",
  scope: "read",
  right: "write",
  params: slugParam,
  answers: { 200: { about: "The chapter.", ...WHOLE } },
  problems: [404],
  run: ({ params }, { actor }) => answerChapter({ actor, ...params }),
});

export const putChapter = defineOperation({
  id: "putChapter",
  method: "PUT",
  path: "/chapters/{slug}",
  summary: "Write a chapter, new or old",
  about:
    "Makes a new version, which readers see once it is published. The same text again changes nothing and answers the same version.",
  scope: "write",
  right: "write",
  condition: "if-match-or-none",
  params: slugParam,
  body: jsonBody(chapterInput, { maxBytes: LARGEST, example: CHAPTER_EXAMPLE }),
  answers: {
    200: { about: "Written, or the same as before.", ...WHOLE },
    201: { about: "The chapter is new: a draft at the end of the book.", ...WHOLE },
  },
  problems: [404, 409, 412],
  run: ({ params, body }, caller) => {
    const write = {
      slug: params.slug,
      text: textOf(body, params.slug),
      fileName: body.file ?? undefined,
    };
    return caller.condition.isNew ? putNew(write, caller) : putExisting(write, caller);
  },
});

type Write = { slug: string; text: ChapterText; fileName: string | undefined };

async function putNew({ slug, text, fileName }: Write, { actor, door }: Caller) {
  if (text.head.slug !== slug)
    return conflict("The slug in the body is another one than in the address.");
  const made = await createChapter({ actor, text, door, fileName });
  if (made.ok)
    return answerChapter({ actor, slug, status: made.value.state === "unchanged" ? 200 : 201 });
  if (made.reason === "forbidden") return ownerMayNot();
  const isPresent = (await readChapter({ actor, slug })).ok;
  return isPresent ? refuseStale({ actor, slug }) : conflict(TAKEN);
}

const TAKEN =
  "Another chapter has this address, or had it once: addresses lead to their chapter for ever.";

async function putExisting({ slug, text, fileName }: Write, { actor, door, condition }: Caller) {
  const base = await findBase({ actor, condition, slug });
  if (base === undefined) return noChapter();
  const saved = await saveChapter({ actor, slug, text, base, door, fileName, isStrict: true });
  if (!saved.ok)
    return {
      forbidden: ownerMayNot,
      not_found: noChapter,
      no_such_base: () => refuseStale({ actor, slug }),
      slug_taken: () => conflict(TAKEN),
    }[saved.reason]();
  const { value } = saved;
  if (value.state === "conflict") return refuseStale({ actor, slug });
  return answerChapter({ actor, slug: value.state === "merged" ? slug : value.slug });
}

type Asked = Pick<Caller, "actor" | "condition"> & { slug: string };

/** `If-Match: *` starts from whatever is there. */
async function findBase({ actor, condition, slug }: Asked): Promise<number | undefined> {
  const number = numberIn(condition);
  if (number !== "any") return number;
  const found = await readChapter({ actor, slug });
  return found.ok ? found.value.latest.number : undefined;
}

export const removeChapter = defineOperation({
  id: "deleteChapter",
  method: "DELETE",
  path: "/chapters/{slug}",
  summary: "Take a chapter out of the book",
  about: "For thirty days it can be brought back in the workshop. Its address stays taken.",
  scope: "publish",
  right: "publish",
  condition: "optional",
  params: slugParam,
  answers: { 204: { about: "It is gone." } },
  problems: [404, 412],
  run: async ({ params: { slug } }, { actor, condition }) => {
    const number = numberIn(condition);
    const version = number === "any" ? undefined : number;
    const deleted = await deleteChapter({ actor, slug, version });
    if (deleted.ok) return noContent();
    return {
      forbidden: ownerMayNot,
      not_found: noChapter,
      changed: () => refuseStale({ actor, slug }),
    }[deleted.reason]();
  },
});
