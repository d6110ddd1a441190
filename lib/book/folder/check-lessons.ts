/** A lesson is known by its file's name without the number, so that it may move: no two share one. */
import type { FolderLesson } from "@/lib/book/folder/book-folder";
import type { Problem } from "@/lib/book/folder/problem";

export function checkLessonNames(lessons: FolderLesson[]): Problem[] {
  return lessons.flatMap(({ file, name }, index) => {
    const other = lessons.slice(0, index).find((earlier) => earlier.name === name);
    return other
      ? [{ file, line: 1, reason: `is named as ${other.file}; only the numbers differ` }]
      : [];
  });
}
