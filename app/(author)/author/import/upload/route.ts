import { askerOf } from "@/app/_http/asker-of";
import { isOwnOrigin } from "@/app/_http/origin";
import { BodyTooLarge, readBytes } from "@/app/_http/read-form";
import { withRequestId } from "@/app/_http/request-id";
import { keepUpload } from "@/lib/author/uploads/book-uploads";
import { actorOf, hasRight } from "@/lib/readers/actor";

const MOST_BYTES = 60 * 1024 * 1024;

const redirect = (to: string) =>
  new Response(null, {
    status: 303,
    headers: { location: to, "cache-control": "private, no-store" },
  });

/** A zip, or all files of a folder; larger than what an action takes, hence an address of its own. */
export const POST = withRequestId(
  async (request) => {
    if (!isOwnOrigin(request.headers))
      return new Response("Sent from another site.\n", { status: 403 });
    const { reader } = await askerOf(request.headers, new Date());
    if (!reader) return redirect("/login?to=/author/import");
    const actor = actorOf(reader);
    if (!hasRight(actor, "publish")) return redirect("/author/import?problem=forbidden");
    const files = await readFiles(request);
    const [first] = files;
    if (!first) return redirect("/author/import?problem=no_file");
    const contents = await Promise.all(
      files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
    );
    const kept = await keepUpload({
      actor,
      fileName: files.length === 1 ? first.name : "a folder",
      files: Object.fromEntries(contents),
    });
    return redirect(
      kept.ok ? `/author/import/${kept.value.id}` : `/author/import?problem=${kept.reason}`,
    );
  },
  (error) =>
    redirect(`/author/import?problem=${error instanceof BodyTooLarge ? "too_large" : "crashed"}`),
);

async function readFiles(request: Request): Promise<File[]> {
  const body = new Uint8Array(await readBytes(request, MOST_BYTES));
  const headers = { "content-type": request.headers.get("content-type") ?? "" };
  const form = await new Response(body, { headers }).formData();
  return [...form.getAll("zip"), ...form.getAll("folder")].filter(
    (value): value is File => value instanceof File && value.name !== "",
  );
}
