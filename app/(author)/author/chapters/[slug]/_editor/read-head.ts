/** The head as the form's fields say it; what the form does not show stays as it was. */
import type { ChapterHead } from "@/lib/author/chapters/chapter-text";

export function readHead(form: FormData, before: ChapterHead): ChapterHead {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const optional = (name: string) => text(name).replace(/\s+/g, " ") || undefined;
  return {
    ...before,
    title: text("title").replace(/\s+/g, " ") || "Untitled",
    slug: text("slug"),
    description: optional("description"),
    part: optional("part"),
    image: optional("image"),
    access: form.get("access") === "free" ? "free" : "book",
    emailUnlock: form.has("emailUnlock"),
  };
}
