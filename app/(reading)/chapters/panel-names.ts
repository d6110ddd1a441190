/** Ids of the panels that a chapter's page opens, shared by markup and script. */
export const CONTENTS_PANEL = "contents-panel";
