/** Why something in the audience was not done, in words: what happened, what is safe, what to do. */
export const PROBLEMS = {
  forbidden:
    "Nothing was changed: your address may not look after the audience. Log in with one that may.",
  no_such_person:
    "Nothing was changed: this person is not here any more. They may have deleted their account.",
  not_in_course:
    "Nothing was changed: this person is not on the course at the moment. Reload the page to see where they are.",
  nothing_to_skip:
    "Nothing was changed: that lesson is not the next one any more. Reload the page to see which is.",
  name_taken:
    "Not saved: another filter has this name, and a broadcast may go by it. Both filters are as they were.",
  unknown_filter:
    "This filter has a part that is not understood, so nobody is shown rather than the wrong people. Choose it again below.",
  no_such_import:
    "This list is not here any more: uploaded lists are deleted after a week. Upload it again.",
} as const;
