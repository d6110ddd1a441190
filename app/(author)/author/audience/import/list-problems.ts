/** Why a list as a whole cannot be read, and what to do. */
export const LIST_PROBLEMS = {
  forbidden:
    "Nothing was read: your address may not look after the audience. Log in with one that may.",
  too_large: "That file is larger than 5 MB. Please split it and import the parts one by one.",
  too_many_lines:
    "That list has more than 20,000 lines. Please split it and import the parts one by one.",
  not_text:
    "That file is not readable text. In your spreadsheet choose “Save as”, then “CSV UTF-8”, and upload that.",
  empty: "There is nobody in that list. Please check that you chose the right file.",
  no_address_column:
    "No column of that list holds addresses. Please call that column “email” in the first line, and upload the list again.",
} as const;
