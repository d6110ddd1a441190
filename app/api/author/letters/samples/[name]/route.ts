import { currentActor } from "@/app/_http/current-author";
import { letterAnswer } from "@/app/_http/letter-answer";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { previewSample } from "@/lib/desk/letters/letter-samples";

type Context = { params: Promise<{ name: string }> };

/** A sample letter for the frame of its page; to all but those who write there is none. */
export const GET = withRequestId(async (request: Request, { params }: Context) => {
  const sample = await previewSample({ actor: await currentActor(), name: (await params).name });
  if (!sample.ok) return plainAnswer(404, "There is no such letter.");
  const look = new URL(request.url).searchParams.get("look");
  return letterAnswer(sample.value.mail.html, look === "dark" ? "dark" : "light");
}, readingBroke);
