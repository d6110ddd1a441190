import { cachedOutline, cachedSettings } from "@/app/_http/cached-book";
import { getConfig } from "@/lib/config";

export const dynamic = "force-dynamic";

/** The book for machines that read (https://llmstxt.org): public chapters in full, the others as their preview. */
export async function GET(): Promise<Response> {
  const { publicUrl } = getConfig();
  const [settings, outline] = await Promise.all([cachedSettings(), cachedOutline()]);
  const chapters = outline.map(({ slug, title, description, access }) => {
    const readable = access === "free" ? "" : " (preview)";
    return `- [${title}](${publicUrl}/chapters/${slug}.md)${readable}: ${description}`;
  });
  const text = [
    `# ${settings.title}`,
    `> ${settings.subtitle ?? ""}`,
    settings.description ?? "",
    "## Chapters",
    chapters.join("\n"),
  ];
  return new Response(`${text.join("\n\n")}\n`, {
    headers: {
      "content-type": "text/markdown; charset=utf-8",
      "cache-control": "public, max-age=0, must-revalidate",
    },
  });
}
