/** What a request may carry: JSON checked by a schema, a picture, or nothing; each with its size and its documentation. */
import type { z } from "zod";
import {
  type ApiError,
  invalidInput,
  notJson,
  refuseErrors,
  unsupportedType,
} from "@/app/api/v1/_api/problems";

type Raw = { bytes: Buffer; contentType: string; query: Record<string, string> };

export type Read<T> = { ok: true; value: T } | { ok: false; response: Response };

export type Body<T> = {
  maxBytes: number;
  /** An empty one counts as `{}`. */
  isOptional?: boolean;
  /** For the OpenAPI file: what each media type looks like. */
  content: Record<string, { schema: z.ZodType; example?: unknown }>;
  read: (raw: Raw) => Promise<Read<T>>;
};

export const NO_BODY: Body<undefined> = {
  maxBytes: 1_024,
  content: {},
  read: async () => ({ ok: true, value: undefined }),
};

type JsonOptions = { maxBytes?: number; isOptional?: boolean; example: unknown };

/** Room for a few settings. */
const SMALL = 64 * 1_024;

export function jsonBody<Schema extends z.ZodType>(
  schema: Schema,
  { maxBytes = SMALL, isOptional, example }: JsonOptions,
): Body<z.output<Schema>> {
  return {
    maxBytes,
    isOptional,
    content: { "application/json": { schema, example } },
    read: async (raw) => {
      const isEmpty = raw.bytes.length === 0;
      if (!(isEmpty && isOptional) && !isJson(mediaType(raw.contentType)))
        return { ok: false, response: unsupportedType(["application/json"]) };
      const json = isEmpty && isOptional ? { ok: true as const, value: {} } : parseJson(raw.bytes);
      if (!json.ok) return { ok: false, response: notJson() };
      const parsed = schema.safeParse(json.value);
      return parsed.success
        ? { ok: true, value: parsed.data }
        : { ok: false, response: invalidInput(parsed.error, "body") };
    },
  };
}

const mediaType = (contentType: string) => contentType.split(";")[0]?.trim().toLowerCase() ?? "";

const isJson = (type: string) => /^application\/(?:[\w.+-]+\+)?json$/.test(type);

function parseJson(bytes: Buffer): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return { ok: false };
  }
}

export type Upload = { bytes: Buffer; path: string; isReplacing: boolean };

/** The picture itself with its path in the address, or a form with `file`, `path` and `replace`. */
export function uploadBody(maxBytes: number, content: Body<Upload>["content"]): Body<Upload> {
  return {
    maxBytes,
    content,
    read: async ({ bytes, contentType, query }) => {
      const type = mediaType(contentType);
      if (type === "multipart/form-data") return readForm(bytes, contentType);
      return /^image\/[\w.+-]+$|^application\/octet-stream$/.test(type)
        ? checkUpload({ bytes, path: query.path, replace: query.replace })
        : { ok: false, response: unsupportedType(Object.keys(content)) };
    },
  };
}

async function readForm(bytes: Buffer, contentType: string): Promise<Read<Upload>> {
  const sent = new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } });
  const form = await sent.formData().catch(() => undefined);
  const file = form?.get("file");
  return checkUpload({
    bytes: file instanceof File ? Buffer.from(await file.arrayBuffer()) : undefined,
    path: form?.get("path"),
    replace: form?.get("replace"),
  });
}

type Fields = { bytes: Buffer | undefined; path: unknown; replace: unknown };

function checkUpload({ bytes, path, replace }: Fields): Read<Upload> {
  const errors: ApiError[] = [];
  if (!bytes || bytes.length === 0)
    errors.push({ field: "file", message: "The picture itself is missing." });
  if (typeof path !== "string" || !path.isWellFormed())
    errors.push({
      field: "path",
      message: "Say where the picture lies in the book's folder, for example images/cover.png.",
    });
  if (!bytes || typeof path !== "string" || errors.length > 0)
    return { ok: false, response: refuseErrors(errors) };
  return { ok: true, value: { bytes, path, isReplacing: replace === "true" } };
}
