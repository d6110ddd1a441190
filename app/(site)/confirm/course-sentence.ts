/** What pressing the button brings by mail; `length` comes from the lessons themselves. */
export const courseSentence = (length: string | null): string =>
  length
    ? `The course follows by mail: ${length}.`
    : "The course follows by mail as soon as its first lesson is there.";
