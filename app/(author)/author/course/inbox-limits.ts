/** About what inboxes show of a subject and of the words beside it, in characters; phones show a little less. */
export const SUBJECT_SHOWN = 50;
export const OPENING_SHOWN = 90;
export const LONGEST_SUBJECT = 200;
