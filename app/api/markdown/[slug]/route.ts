import { askerOf } from "@/app/_http/asker-of";
import { plainAnswer, readingBroke } from "@/app/_http/plain-answer";
import { withRequestId } from "@/app/_http/request-id";
import { openMarkdown } from "@/lib/access/open-markdown";
import { findRedirect } from "@/lib/book/outline";
import { slug as slugField } from "@/lib/fields";

export const dynamic = "force-dynamic";

type Context = { params: Promise<{ slug: string }> };

/** What the asker may read of a chapter, as Markdown; readers know it as /chapters/SLUG.md. */
export const GET = withRequestId(async (request, { params }: Context) => {
  const parsed = slugField.safeParse((await params).slug);
  if (!parsed.success) return noChapter();
  const slug = parsed.data;
  const now = new Date();
  const { asker } = await askerOf(request.headers, now);
  const opened = await openMarkdown({ slug, asker, now });
  return opened.ok ? markdown(opened.value.markdown) : redirectOrMiss(slug);
}, readingBroke);

function markdown(text: string): Response {
  return new Response(text, {
    headers: {
      "content-type": "text/markdown; charset=utf-8",
      "cache-control": "private, no-store",
    },
  });
}

/** Old addresses lead on for ever. */
async function redirectOrMiss(slug: string): Promise<Response> {
  const present = await findRedirect(slug);
  if (!present) return noChapter();
  return new Response(null, {
    status: 308,
    headers: { location: `/chapters/${present}.md`, "cache-control": "private, no-store" },
  });
}

const noChapter = () =>
  plainAnswer(404, "There is no such chapter. All chapters are listed at /contents and /llms.txt.");
