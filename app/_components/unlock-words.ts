/**
 * What the form says where only the letter opens the chapter. It is the same for every address: one that once left our
 * mail gets no letter, so the way round is told to all.
 */
export const MAILED =
  "The chapter is in your mail. Press the button in our letter, and it opens here. No letter after some minutes? Log in with the same address: your chapters are in your library, and there you can switch our mail on again, should you once have left it.";
