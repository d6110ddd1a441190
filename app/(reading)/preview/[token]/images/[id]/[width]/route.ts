import { z } from "zod";
import { PICTURE_POLICY } from "@/app/_http/content-security-policy";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { openPreviewImage } from "@/lib/author/preview-links";

export const dynamic = "force-dynamic";

const address = z.object({
  token: z.string().max(1_000),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  width: z
    .string()
    .regex(/^[1-9]\d{0,4}$/)
    .transform(Number),
});

type Context = { params: Promise<{ token: string; id: string; width: string }> };

/** A picture of the chapter that the link shows, and of no other. */
export const GET = withRequestId(async (_request, { params }: Context) => {
  const parsed = address.safeParse(await params);
  if (!parsed.success) return noPicture();
  const opened = await openPreviewImage({ ...parsed.data, now: new Date() });
  if (!opened.ok) return noPicture();
  const { mime, bytes } = opened.value;
  return new Response(new Uint8Array(bytes), {
    headers: {
      "content-type": mime,
      "cache-control": "private, no-store",
      "x-content-type-options": "nosniff",
      "content-security-policy": PICTURE_POLICY,
    },
  });
}, readingBroke);

const noPicture = () => plainAnswer(404, "There is no such picture in this preview.");
