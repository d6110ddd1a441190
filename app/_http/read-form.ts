/** Reads a posted form (or the same fields as JSON) with a limit on its size. */
const MOST_BYTES = 16_384;

export class BodyTooLarge extends Error {
  override name = "BodyTooLarge";
}

export type Fields = Record<string, string>;

export async function readFields(request: Request): Promise<Fields> {
  const body = await readLimited(request);
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("application/json")) return textFields(parseObject(body));
  if (type.includes("multipart/form-data")) {
    const form = await new Response(body, { headers: { "content-type": type } })
      .formData()
      .catch(() => new FormData());
    return textFields(Object.fromEntries(form));
  }
  return Object.fromEntries(new URLSearchParams(body));
}

export async function readLimited(request: Request, mostBytes = MOST_BYTES): Promise<string> {
  return (await readBytes(request, mostBytes)).toString("utf8");
}

/** Whoever sends more is stopped in the middle. */
export async function readBytes(request: Request, mostBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new BodyTooLarge("The request is larger than any form of ours.");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function parseObject(body: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(body);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}

function textFields(values: Record<string, unknown>): Fields {
  return Object.fromEntries(
    Object.entries(values).filter(
      (entry): entry is [string, string] => typeof entry[1] === "string",
    ),
  );
}
