/** The site's API as the command line uses it: reading. */
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { z } from "zod";
import {
  bookAnswer,
  type ChapterAnswer,
  chapterAnswer,
  courseAnswer,
  listAnswer,
  type PictureAnswer,
  pictureAnswer,
  type VersionAnswer,
  versionAnswer,
} from "@/cli/book/api/answers";
import { type Answer, type Connection, callAndRead, callSite } from "@/cli/book/api/call";
import { sentenceOf } from "@/cli/book/api/problem-document";
import { BookProblem } from "@/cli/book/ending";

/** Texts may be long: not too many at once. */
const CHAPTERS_A_PAGE = 20;
const PICTURES_A_PAGE = 500;
const PICTURE_MS = 180_000;

/** The body of a success; a refusal ends the command with its reason. */
export function expectBody<T>(schema: z.ZodType<T>, { status, body }: Answer): T {
  if (status >= 400) throw new BookProblem(sentenceOf(body));
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new BookProblem(
    `The site answered something that this command line does not know (${issue?.path.join(".")}: ${issue?.message}). Is BOOK_URL the site's address?`,
  );
}

const get = (connection: Connection, path: string) =>
  callSite(connection, { method: "GET", path: `/api/v1${path}` });

/** In the book's order. */
export const listChapters = (connection: Connection): AsyncGenerator<ChapterAnswer> =>
  listAll(connection, { path: `/chapters?limit=${CHAPTERS_A_PAGE}`, item: chapterAnswer });

export const listPictures = (connection: Connection): AsyncGenerator<PictureAnswer> =>
  listAll(connection, { path: `/images?limit=${PICTURES_A_PAGE}`, item: pictureAnswer });

type List<T> = { path: string; item: z.ZodType<T> };

async function* listAll<T>(connection: Connection, { path, item }: List<T>): AsyncGenerator<T> {
  let cursor = "";
  do {
    const answer = await get(connection, `${path}${cursor}`);
    const page = expectBody(listAnswer(item), answer);
    yield* page.data;
    cursor = page.next_cursor === null ? "" : `&cursor=${encodeURIComponent(page.next_cursor)}`;
  } while (cursor);
}

export const chapterPath = (address: string): string => `/chapters/${encodeURIComponent(address)}`;

/** Undefined: there is none any more. */
export async function readChapter(
  connection: Connection,
  address: string,
): Promise<ChapterAnswer | undefined> {
  const answer = await get(connection, chapterPath(address));
  return answer.status === 404 ? undefined : expectBody(chapterAnswer, answer);
}

export async function readNewestVersion(
  connection: Connection,
  address: string,
): Promise<VersionAnswer | undefined> {
  const answer = await get(connection, `${chapterPath(address)}/versions?limit=1`);
  if (answer.status === 404) return undefined;
  return expectBody(listAnswer(versionAnswer), answer).data[0];
}

export async function readBook(connection: Connection) {
  const answer = await get(connection, "/book");
  return { settings: expectBody(bookAnswer, answer), etag: answer.etag };
}

export async function readCourse(connection: Connection) {
  const answer = await get(connection, "/course");
  return { ...expectBody(courseAnswer, answer), etag: answer.etag };
}

/** Straight into a file: no picture is held in memory. */
export async function downloadPicture(
  connection: Connection,
  { path, file }: { path: string; file: string },
): Promise<void> {
  const below = path
    .replace(/^images\//, "")
    .split("/")
    .map(encodeURIComponent)
    .join("/");
  const request = {
    method: "GET" as const,
    path: `/api/v1/images/${below}`,
    timeoutMs: PICTURE_MS,
  };
  const { status, body } = await callAndRead(connection, request, async (response) => {
    if (!response.body) throw new Error("an empty answer");
    await pipeline(Readable.from(response.body), createWriteStream(file));
  });
  if (status >= 400) throw new BookProblem(`${path}: ${sentenceOf(body)}`);
}
