import { currentActor } from "@/app/_http/current-author";
import { letterAnswer } from "@/app/_http/letter-answer";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { previewLesson } from "@/lib/author/course/preview-lesson";

type Context = { params: Promise<{ id: string; audience: string }> };

/** Who looks, and whether they have the book. */
const AUDIENCES = new Map([
  ["reader", false],
  ["owner", true],
]);

/** A lesson's letter for the frame of its preview, as a reader or an owner of the book gets it; to all but authors there is none. */
export const GET = withRequestId(async (request: Request, { params }: Context) => {
  const { id, audience } = await params;
  const hasBook = AUDIENCES.get(audience);
  if (hasBook === undefined) return plainAnswer(404, "There is no such letter.");
  const mail = await previewLesson({ actor: await currentActor(), id, hasBook });
  if (!mail.ok) return plainAnswer(404, "There is no such letter.");
  const look = new URL(request.url).searchParams.get("look");
  return letterAnswer(mail.value.html, look === "dark" ? "dark" : "light");
}, readingBroke);
