/** Minutes as people say them: 12 min, 1 h, 2 h 5 min. */
export function readingTime(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** Of the whole book, counted from its chapters. */
export function bookFigures(outline: { words: number; minutes: number }[]) {
  const words = outline.reduce((sum, chapter) => sum + chapter.words, 0);
  const minutes = outline.reduce((sum, chapter) => sum + chapter.minutes, 0);
  return {
    chapters: outline.length === 1 ? "1 chapter" : `${outline.length} chapters`,
    words: `${words.toLocaleString("en")} words`,
    time: readingTime(minutes),
  };
}
