/** The site's API as the command line uses it: writing. Each call may be repeated, and overwrites nobody's work. */

import { type ChapterAnswer, chapterAnswer, type LessonAnswer } from "@/cli/book/api/answers";
import { type Answer, type Connection, callSite } from "@/cli/book/api/call";
import { sentenceOf } from "@/cli/book/api/problem-document";
import { chapterPath, expectBody } from "@/cli/book/api/site";
import type { ChapterContent } from "@/cli/book/folder/content";
import type { BookFile } from "@/lib/book/settings";

/** `stale`: somebody else wrote meanwhile. */
export type Written<T> =
  | { kind: "written"; value: T }
  | { kind: "stale" }
  | { kind: "refused"; why: string };

function judge<T>(answer: Answer, read: (answer: Answer) => T): Written<T> {
  if (answer.status === 412) return { kind: "stale" };
  if (answer.status >= 400) return { kind: "refused", why: refusalOf(answer) };
  return { kind: "written", value: read(answer) };
}

export const refusalOf = ({ status, body }: Answer): string =>
  status === 404
    ? "There is no chapter at this address; npm run book -- status lists all of them."
    : sentenceOf(body);

const readChapter = (answer: Answer): ChapterAnswer => expectBody(chapterAnswer, answer);

type Put = {
  address: string;
  content: ChapterContent;
  /** The version that the writer has seen; without one the chapter is new. */
  version: number | undefined;
};

export async function putChapter(
  connection: Connection,
  { address, content, version }: Put,
): Promise<Written<ChapterAnswer>> {
  const answer = await callSite(connection, {
    method: "PUT",
    path: `/api/v1${chapterPath(address)}`,
    body: content,
    headers: version === undefined ? { "if-none-match": "*" } : { "if-match": `"${version}"` },
  });
  return judge(answer, readChapter);
}

/** Gone already is as good. */
export async function deleteChapter(
  connection: Connection,
  { address, version }: { address: string; version: number },
): Promise<Written<undefined>> {
  const answer = await callSite(connection, {
    method: "DELETE",
    path: `/api/v1${chapterPath(address)}`,
    headers: { "if-match": `"${version}"` },
  });
  return answer.status === 404
    ? { kind: "written", value: undefined }
    : judge(answer, () => undefined);
}

type Publishing = { address: string; version?: number; publishAt?: string };

/** Without a time of its own, the one that the text names. */
export async function publishChapter(
  connection: Connection,
  { address, ...body }: Publishing,
): Promise<Written<ChapterAnswer>> {
  const path = `/api/v1${chapterPath(address)}/publish`;
  return judge(await callSite(connection, { method: "POST", path, body }), readChapter);
}

export async function unpublishChapter(
  connection: Connection,
  address: string,
): Promise<Written<ChapterAnswer>> {
  const path = `/api/v1${chapterPath(address)}/unpublish`;
  return judge(await callSite(connection, { method: "POST", path, body: {} }), readChapter);
}

/** Refused when a chapter came or went meanwhile. */
export async function orderChapters(
  connection: Connection,
  addresses: string[],
): Promise<Written<undefined>> {
  const answer = await callSite(connection, {
    method: "POST",
    path: "/api/v1/chapters/order",
    body: { slugs: addresses },
  });
  return judge(answer, () => undefined);
}

type Picture = { path: string; bytes: Uint8Array; isReplacing: boolean };
const UPLOAD_MS = 180_000;

export async function uploadPicture(
  connection: Connection,
  { path, bytes, isReplacing }: Picture,
): Promise<Written<undefined>> {
  const query = new URLSearchParams({ path, ...(isReplacing && { replace: "true" }) });
  const answer = await callSite(connection, {
    method: "POST",
    path: `/api/v1/images?${query}`,
    body: bytes,
    timeoutMs: UPLOAD_MS,
  });
  return judge(answer, () => undefined);
}

type Seen<T> = { value: T; etag: string };

/** Answers the new version. */
export async function putBook(
  connection: Connection,
  { value, etag }: Seen<BookFile>,
): Promise<Written<string>> {
  return put(connection, { path: "/book", body: value, etag });
}

export async function putCourse(
  connection: Connection,
  { value, etag }: Seen<LessonAnswer[]>,
): Promise<Written<string>> {
  return put(connection, { path: "/course", body: { lessons: value }, etag });
}

type Whole = { path: string; body: object; etag: string };

async function put(connection: Connection, { path, body, etag }: Whole): Promise<Written<string>> {
  const headers = { "if-match": etag };
  const answer = await callSite(connection, {
    method: "PUT",
    path: `/api/v1${path}`,
    body,
    headers,
  });
  return judge(answer, (written) => written.etag);
}
