/** The file in DATA_DIR whose content proves that whoever asks may read the site's data; made at the first start. */
export const FIRST_TOKEN_SECRET = "first-token-secret";
