import { z } from "zod";
import { askerOf } from "@/app/_http/asker-of";
import { PICTURE_POLICY } from "@/app/_http/content-security-policy";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { type OpenImage, openImage } from "@/lib/access/open-image";

export const dynamic = "force-dynamic";

const address = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  width: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number),
});

type Context = { params: Promise<{ id: string; width: string }> };

/** A picture that is locked answers like one that does not exist. */
export const GET = withRequestId(async (request, { params }: Context) => {
  const parsed = address.safeParse(await params);
  if (!parsed.success) return noPicture();
  const now = new Date();
  const { asker } = await askerOf(request.headers, now);
  const opened = await openImage({ ...parsed.data, asker, now });
  return opened.ok ? picture(opened.value) : noPicture();
}, readingBroke);

const noPicture = () =>
  plainAnswer(404, "There is no such picture here. The book's contents are at /contents.");

/** The id stands for the bytes, so what anybody may see never changes; what needs a right is kept nowhere. */
function picture({ mime, bytes, isForAnybody }: OpenImage): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mime,
      "cache-control": isForAnybody ? "public, max-age=31536000, immutable" : "private, no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": PICTURE_POLICY,
    },
  });
}
