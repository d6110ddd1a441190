/** The head and the form's fields: read from them, written into them; what the form does not show stays as it was. */
import type { ChapterHead } from "@/lib/author/chapters/chapter-text";
import { slug as slugField } from "@/lib/fields";

export function readHead(form: FormData, before: ChapterHead): ChapterHead {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const optional = (name: string) => text(name).replace(/\s+/g, " ") || undefined;
  const slug = slugField.safeParse(text("slug"));
  return {
    ...before,
    title: text("title").replace(/\s+/g, " ") || "Untitled",
    /** Half an address must not keep the words from being saved; the field says that it is wrong. */
    slug: slug.success ? slug.data : before.slug,
    description: optional("description"),
    part: optional("part"),
    image: optional("image"),
    access: form.get("access") === "free" ? "free" : "book",
    emailUnlock: form.has("emailUnlock"),
  };
}

/** Only fields that say something else are touched, so that a cursor stays where it is. */
export function writeHead(form: HTMLFormElement, head: ChapterHead) {
  const now = readHead(new FormData(form), head);
  for (const name of ["title", "slug", "description", "part", "image"] as const) {
    const field = form.elements.namedItem(name);
    const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
    if (isText && now[name] !== head[name]) field.value = head[name] ?? "";
  }
  const access = form.elements.namedItem("access");
  if (access instanceof RadioNodeList) access.value = head.access;
  const unlock = form.elements.namedItem("emailUnlock");
  if (unlock instanceof HTMLInputElement) unlock.checked = head.emailUnlock;
}
