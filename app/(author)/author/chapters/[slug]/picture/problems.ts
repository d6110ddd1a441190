import type { AddProblem } from "@/lib/author/pictures/add-picture";

type Problem = AddProblem | "no_file" | "no_words" | "crashed";

const PROBLEMS: Record<Problem, string> = {
  no_file: "Choose a file first.",
  no_words: "Say what it shows, for those who cannot see it.",
  forbidden: "You may not write here any more.",
  not_found: "This chapter was deleted or has another address now.",
  bad_path: "Give the file a plain name that ends in png, jpg, webp, avif, gif or svg.",
  too_large: "This file is larger than 20 MB. Export it smaller, about 2,000 pixels wide.",
  no_picture:
    "This is no picture that a page can show: a PNG, JPEG, WebP, AVIF or GIF of at most 50 megapixels, or an SVG without script.",
  taken: "The book has many pictures of that name. Give the file another one.",
  not_placed:
    "Somebody else wrote here meanwhile. The text is as they left it; please put the image in again.",
  crashed: "That's on us: the image was not put in, and the text is as it was. Please try again.",
};

/** By the word in the address that the form leads back to. */
export const PICTURE_PROBLEMS = new Map(Object.entries(PROBLEMS));
