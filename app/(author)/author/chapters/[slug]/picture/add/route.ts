import { z } from "zod";
import { askerOf } from "@/app/_http/asker-of";
import { isOwnOrigin } from "@/app/_http/origin";
import { BodyTooLarge, readBytes } from "@/app/_http/read-form";
import { withRequestId } from "@/app/_http/request-id";
import { addPicture } from "@/lib/author/pictures/add-picture";
import { LARGEST_PICTURE_BYTES } from "@/lib/author/pictures/upload-picture";
import { actorOf, hasRight } from "@/lib/readers/actor";

/** The picture, and room for the words beside it. */
const MOST_BYTES = LARGEST_PICTURE_BYTES + 64 * 1024;

const words = z.object({
  alt: z.string().trim().min(1).max(400),
  caption: z.string().trim().max(300).default(""),
  saveId: z.uuid(),
});

const redirect = (to: string) =>
  new Response(null, {
    status: 303,
    headers: { location: to, "cache-control": "private, no-store" },
  });

type Params = { params: Promise<{ slug: string }> };

/** Larger than what an action takes, hence an address of its own. */
export const POST = async (request: Request, { params }: Params) => {
  const { slug } = await params;
  return withRequestId(
    (incoming) => take(incoming, slug),
    (error) => tell(slug, error instanceof BodyTooLarge ? "too_large" : "crashed"),
  )(request);
};

const formOf = (slug: string) => `/author/chapters/${encodeURIComponent(slug)}/picture`;

const tell = (slug: string, problem: string) => redirect(`${formOf(slug)}?problem=${problem}`);

async function take(request: Request, slug: string): Promise<Response> {
  if (!isOwnOrigin(request.headers))
    return new Response("Sent from another site.\n", { status: 403 });
  const { reader } = await askerOf(request.headers, new Date());
  if (!reader) return redirect(`/login?${new URLSearchParams({ to: formOf(slug) })}`);
  const actor = actorOf(reader);
  if (!hasRight(actor, "write")) return tell(slug, "forbidden");
  const form = await readForm(request);
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) return tell(slug, "no_file");
  const typed = words.safeParse(Object.fromEntries(form));
  if (!typed.success) return tell(slug, "no_words");
  const { name, type } = file;
  const bytes = Buffer.from(await file.arrayBuffer());
  const added = await addPicture({ actor, slug, file: { name, type, bytes }, ...typed.data });
  if (!added.ok) return tell(slug, added.reason);
  return redirect(`/author/chapters/${added.value.slug}?picture=1`);
}

async function readForm(request: Request): Promise<FormData> {
  const body = new Uint8Array(await readBytes(request, MOST_BYTES));
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  return new Response(body, { headers }).formData();
}
