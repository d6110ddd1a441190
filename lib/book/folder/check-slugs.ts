/** One address, one chapter: slugs and old slugs are unique, and what book.yml names exists. */
import type { FolderChapter } from "@/lib/book/folder/book-folder";
import type { Problem } from "@/lib/book/folder/problem";
import type { YamlValue } from "@/lib/book/folder/read-yaml";
import type { BookFile } from "@/lib/book/settings";
import { slug as slugField } from "@/lib/fields";

export function checkSlugs(chapters: FolderChapter[]): Problem[] {
  const owners = new Map<string, string>();
  return chapters.flatMap((chapter) => {
    const { file, slug, frontmatter, lineOf } = chapter;
    const names = [
      { name: slug, line: lineOf(["slug"]) },
      ...frontmatter.was.map((name, index) => ({ name, line: lineOf(["was", index]) })),
    ];
    const shape = slugField.safeParse(slug).success
      ? []
      : [
          {
            file,
            line: 1,
            reason: `gives the slug "${slug}"; a slug has 1 to 80 small letters, digits or hyphens`,
          },
        ];
    return [...shape, ...names.flatMap(({ name, line }) => claim({ owners, name, file, line }))];
  });
}

function claim({
  owners,
  name,
  file,
  line,
}: {
  owners: Map<string, string>;
  name: string;
  file: string;
  line: number;
}): Problem[] {
  const owner = owners.get(name);
  if (!owner) owners.set(name, file);
  return owner
    ? [
        {
          file,
          line,
          reason:
            owner === file
              ? `names the slug "${name}" twice`
              : `has the slug "${name}", which belongs to ${owner}`,
        },
      ]
    : [];
}

export function checkNamedChapters(
  { value, lineOf }: YamlValue<BookFile>,
  chapters: FolderChapter[],
): Problem[] {
  const slugs = new Set(chapters.map(({ slug }) => slug));
  return (["openingChapter", "extraChapter", "glossary"] as const).flatMap((key) => {
    const slug = value[key];
    if (!slug || slugs.has(slug)) return [];
    return [
      {
        file: "book.yml",
        line: lineOf([key]),
        reason: `"${key}" names "${slug}", but no chapter has that slug${hintOf(slug, chapters)}`,
      },
    ];
  });
}

function hintOf(slug: string, chapters: FolderChapter[]): string {
  const moved = chapters.find(({ frontmatter }) => frontmatter.was.includes(slug));
  return moved ? `; ${moved.file} had it and is now "${moved.slug}"` : "";
}
