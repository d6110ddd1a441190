import { currentActor } from "@/app/_http/current-author";
import { letterAnswer } from "@/app/_http/letter-answer";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { previewBroadcast } from "@/lib/desk/broadcasts/preview-broadcast";

type Context = { params: Promise<{ id: string }> };

/** The letter of a broadcast for the frame of its preview; to all but authors there is none. */
export const GET = withRequestId(async (request: Request, { params }: Context) => {
  const actor = await currentActor();
  const mail = await previewBroadcast({ actor, id: (await params).id });
  if (!mail.ok) return plainAnswer(404, "There is no such letter.");
  const look = new URL(request.url).searchParams.get("look");
  return letterAnswer(mail.value.html, look === "dark" ? "dark" : "light");
}, readingBroke);
